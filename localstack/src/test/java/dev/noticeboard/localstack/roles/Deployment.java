package dev.noticeboard.localstack.roles;

import static dev.noticeboard.localstack.roles.TemplateValues.map;

import dev.noticeboard.cdk.Handler;
import dev.noticeboard.cdk.Noticeboard;
import dev.noticeboard.cdk.NoticeboardProps;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.testing.Maps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Function;

/** The board's functions as the construct's template deploys them: what each is told in its environment, and what its role allows. */
record Deployment(Map<Handler, Deployed> functions, String tableKey) {
    /** The board's stack; its name is the prefix and the table's name, too. */
    static final String NAME = "board";
    /** A function that namespaces may name as their validator. */
    static final String VALIDATOR = "arn:aws:lambda:" + AwsCallParts.HERE + ":function:validator:live";

    /**
     * A function.
     *
     * @param environment its variables
     * @param role the statements of its role's policies
     * @param logs the ARN of its log group's streams
     */
    record Deployed(Map<String, String> environment, List<Statement> role, String logs) {}

    /** The template, by a synthesis that takes seconds. */
    static Map<String, Object> synthesized() {
        requireNode();
        Environment here = Environment.builder()
                .account(AwsEndpoints.ACCOUNT)
                .region(AwsEndpoints.REGION)
                .build();
        Stack stack = new Stack(new App(), NAME, StackProps.builder().env(here).build());
        new Noticeboard(
                stack,
                "Noticeboard",
                NoticeboardProps.builder()
                        .functionsJar(smallJar())
                        .validators(List.of(Function.fromFunctionArn(stack, "Validator", VALIDATOR)))
                        .build());
        return Template.fromStack(stack).toJSON();
    }

    /** Nothing is skipped without it: a role that nobody compared is worse than a build that stops. */
    private static void requireNode() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (node.waitFor() != 0) {
                throw new AssertionError(
                        "node --version failed; AWS CDK needs Node.js to synthesize the roles that are compared here");
            }
        } catch (IOException e) {
            throw new AssertionError(
                    "there is no node on the PATH; AWS CDK needs Node.js (see README) to synthesize the roles that are compared here",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** In the place of the functions' jar, which nobody runs here. */
    private static Path smallJar() {
        try {
            Path jar = Files.createTempFile("noticeboard", ".jar");
            jar.toFile().deleteOnExit();
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
                out.putNextEntry(new ZipEntry("empty"));
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a template.
     *
     * @param queueUrl the URL of a queue by its name
     */
    static Deployment of(Map<String, Object> template, UnaryOperator<String> queueUrl) {
        TemplateValues values = new TemplateValues(template, queueUrl);
        Map<String, List<Statement>> roles = roles(values);
        Map<String, Map<String, Object>> functions = new TreeMap<>();
        values.ofType("AWS::Lambda::Function")
                .values()
                .forEach(f -> functions.put(String.valueOf(f.get("Handler")), f));
        Map<Handler, Deployed> deployed = new EnumMap<>(Handler.class);
        for (Handler handler : Handler.values()) {
            Map<String, Object> function = functions.get(handler.className());
            if (function == null) {
                throw new AssertionError("the template has no function of " + handler.className());
            }
            Map<String, String> environment = new TreeMap<>();
            map(map(function.get("Environment")).get("Variables"))
                    .forEach((name, value) -> environment.put(name, values.text(value)));
            String role = (String) TemplateValues.list(map(function.get("Role")).get("Fn::GetAtt"))
                    .get(0);
            Map<String, Object> itself = Maps.at(values.ofType("AWS::IAM::Role"), role);
            if (itself.containsKey("ManagedPolicyArns") || itself.containsKey("Policies")) {
                throw new AssertionError(
                        "the role " + role + " has policies beside its own one, which are not compared here");
            }
            String logs = (String)
                    map(map(function.get("LoggingConfig")).get("LogGroup")).get("Ref");
            deployed.put(
                    handler,
                    new Deployed(
                            environment,
                            roles.getOrDefault(role, List.of()),
                            "arn:aws:logs:" + AwsCallParts.HERE + ":log-group:" + logs + ":*"));
        }
        return new Deployment(
                deployed,
                "arn:aws:kms:" + AwsCallParts.HERE + ":key/"
                        + values.ofType("AWS::KMS::Key").keySet().iterator().next());
    }

    /** The names of all queues that stand. */
    static List<String> queues(Map<String, Object> template) {
        return new TemplateValues(template, name -> name)
                .ofType("AWS::SQS::Queue").values().stream()
                        .map(queue -> String.valueOf(queue.get("QueueName")))
                        .toList();
    }

    private static Map<String, List<Statement>> roles(TemplateValues values) {
        Map<String, List<Statement>> roles = new TreeMap<>();
        values.ofType("AWS::IAM::Policy").values().forEach(policy -> {
            List<Statement> statements = new ArrayList<>();
            TemplateValues.list(map(policy.get("PolicyDocument")).get("Statement"))
                    .forEach(s -> statements.add(statement(map(s), values)));
            values.texts(policy.get("Roles"))
                    .forEach(role ->
                            roles.computeIfAbsent(role, r -> new ArrayList<>()).addAll(statements));
        });
        return roles;
    }

    private static Statement statement(Map<String, Object> statement, TemplateValues values) {
        if (!"Allow".equals(statement.get("Effect"))
                || statement.containsKey("NotAction")
                || statement.containsKey("NotResource")) {
            throw new AssertionError("only plain allowing statements are compared here, not " + statement);
        }
        List<String> leadingKeys = new ArrayList<>();
        Map<String, List<String>> equals = new TreeMap<>();
        map(statement.getOrDefault("Condition", Map.of()))
                .forEach((operator, keys) -> map(keys).forEach((key, allowed) -> {
                    if (operator.equals("ForAllValues:StringLike") && key.equals("dynamodb:LeadingKeys")) {
                        leadingKeys.addAll(values.texts(allowed));
                    } else if (operator.equals("StringEquals")) {
                        equals.put(key, values.texts(allowed));
                    } else {
                        throw new AssertionError("the condition " + operator + " of " + key + " is not known here");
                    }
                }));
        return new Statement(
                String.valueOf(statement.get("Sid")),
                values.texts(statement.get("Action")),
                values.texts(statement.get("Resource")),
                leadingKeys,
                equals);
    }
}
