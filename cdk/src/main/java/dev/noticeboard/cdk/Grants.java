package dev.noticeboard.cdk;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Grants to roles, users and groups: the policies of docs/access.md with the board's own ARNs. */
final class Grants {
    private final Noticeboard board;
    private final Stack stack;
    private final String stage;

    Grants(Noticeboard board, String stage) {
        this.board = board;
        this.stack = Stack.of(board);
        this.stage = stage;
    }

    /**
     * What an agent does (design, section 6). The pattern of the queues covers those of other agents too: each queue's own policy denies receiving to
     * everybody but its agent's identity, and a role in another account needs both.
     */
    void agent(IGrantable agent, Namespace namespace) {
        String text = namespace.text();
        PolicyStatement read = allow(
                List.of("dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem"),
                board.table().table().getTableArn());
        read.addCondition(
                "ForAllValues:StringLike",
                Map.of(
                        "dynamodb:LeadingKeys",
                        List.of("ns#" + text, "log#" + text, "rollout#" + text, "history#" + text + "#*")));
        add(agent, read);
        board.table().key().ifPresent(key -> {
            PolicyStatement decrypt = allow(List.of("kms:Decrypt"), key.getKeyArn());
            decrypt.addCondition(
                    "StringEquals", Map.of("kms:ViaService", "dynamodb." + stack.getRegion() + ".amazonaws.com"));
            add(agent, decrypt);
        });
        add(
                agent,
                allow(
                        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"),
                        stack.formatArn(ArnComponents.builder()
                                .service("sqs")
                                .resource(ResourcePatterns.queues(board.prefix()))
                                .build())));
        add(agent, allow(List.of("sqs:SendMessage"), board.queues().reports().getQueueArn()));
        api(agent, List.of(ApiStatements.register(namespace)));
    }

    void read(IGrantable grantee, String place) {
        api(
                grantee,
                List.of(isNamespace(place) ? ApiStatements.read(namespace(place)) : ApiStatements.read(prefix(place))));
    }

    void write(IGrantable grantee, String place) {
        api(
                grantee,
                isNamespace(place)
                        ? List.of(ApiStatements.read(namespace(place)), ApiStatements.write(namespace(place)))
                        : List.of(ApiStatements.read(prefix(place)), ApiStatements.write(prefix(place))));
    }

    void admin(IGrantable grantee, Namespace namespace) {
        api(
                grantee,
                List.of(
                        ApiStatements.read(namespace),
                        ApiStatements.write(namespace),
                        ApiStatements.operate(namespace),
                        ApiStatements.administer(namespace)));
    }

    /** CloudFormation calls the function with the rights of who deploys, or of the role that it was given. */
    void stacks(IGrantable deployer, String function) {
        add(deployer, allow(List.of("lambda:InvokeFunction"), function));
    }

    private void api(IGrantable grantee, List<ApiStatement> statements) {
        List<ApiStatement> all = new ArrayList<>(statements);
        all.add(ApiStatements.onlyPlainPaths());
        for (ApiStatement statement : all) {
            add(
                    grantee,
                    PolicyStatement.Builder.create()
                            .effect(statement.allow() ? Effect.ALLOW : Effect.DENY)
                            .actions(List.of("execute-api:Invoke"))
                            .resources(statement.resources().stream()
                                    .map(this::arn)
                                    .toList())
                            .build());
        }
    }

    private String arn(String resource) {
        return stack.formatArn(ArnComponents.builder()
                .service("execute-api")
                .resource(board.api().rest().getRestApiId())
                .resourceName(stage + "/" + resource)
                .build());
    }

    private static PolicyStatement allow(List<String> actions, String resource) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .build();
    }

    private static void add(IGrantable grantee, PolicyStatement statement) {
        if (!grantee.getGrantPrincipal().addToPrincipalPolicy(statement).getStatementAdded()) {
            throw new IllegalArgumentException(
                    "the grantee is of another stack or imported as immutable; give it the policies of docs/access.md itself");
        }
    }

    /** A place of two segments at most is a namespace, of more a prefix in one. */
    private static boolean isNamespace(String place) {
        return Namespace.check(place).isEmpty();
    }

    /** The namespace of this text. @throws IllegalArgumentException if it is none, saying what one is */
    static Namespace namespace(String text) {
        return new Namespace(text);
    }

    private static Prefix prefix(String text) {
        ParameterName.check(text).map(Violation::line).ifPresent(line -> {
            throw new IllegalArgumentException("\"" + text + "\" is neither a namespace nor a prefix: " + line);
        });
        return new Prefix(Namespace.of(new ParameterName(text)), text);
    }
}
