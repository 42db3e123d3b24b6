package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.resource.OnDrift;
import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.schemas.board.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.Role;

/** Parameters and schemas in an application's own stack: what is written into its template, and what is refused before it is. */
class StackResourcesTest {
    private static final String FUNCTION =
            "arn:aws:lambda:eu-west-1:123456789012:function:board-Stacks:" + BoardFunctions.ALIAS;
    private static final App APP = new App();
    private static final Stack STACK = new Stack(APP, "orders");
    private static final Board BOARD = Noticeboard.fromResourceFunctionArn(FUNCTION);
    private static Template template;

    @BeforeAll
    static void synthesize() {
        BOARD.addParameter(
                STACK,
                "PoolSize",
                ParameterProps.builder("/billing/prod/db/pool-size", "50")
                        .dataType(DataType.INTEGER)
                        .description("of orders")
                        .allowedPattern("^[0-9]+$")
                        .tags(Map.of("team", "orders"))
                        .onDrift(OnDrift.KEEP)
                        .adopt(true)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build());
        BOARD.addParameter(
                STACK,
                "DbPassword",
                ParameterProps.builder("/billing/prod/db/password", "{{resolve:secretsmanager:db}}")
                        .build());
        BOARD.bindSchema(
                STACK,
                "Bounds",
                SchemaProps.builder("/billing/prod/db", "{\"type\":\"string\"}").build());
        BOARD.bindSchema(
                STACK,
                "Rules",
                SchemaProps.rules("/billing/prod", "{\"minProperties\":1}")
                        .force(true)
                        .build());
        BOARD.bindSchema(
                STACK, "All", SchemaProps.builder("/billing/test", "true").build());
        template = Template.fromStack(STACK);
    }

    private static ParameterProps.Builder parameter(String name, String value) {
        return ParameterProps.builder(name, value);
    }

    private static void refused(Executable make, String... words) {
        String said = String.valueOf(
                assertThrows(IllegalArgumentException.class, make).getMessage());
        for (String word : words) {
            assertTrue(said.contains(word), () -> word + " is not in: " + said);
        }
    }

    @Test
    void parameter_whenAdded_saysAllToTheBoardsFunction() {
        template.hasResource(
                Resources.PARAMETER,
                Map.of(
                        "Properties",
                                Map.ofEntries(
                                        Map.entry("ServiceToken", FUNCTION),
                                        Map.entry("ServiceTimeout", "600"),
                                        Map.entry("Name", "/billing/prod/db/pool-size"),
                                        Map.entry("Value", "50"),
                                        Map.entry("Type", "String"),
                                        Map.entry("DataType", "integer"),
                                        Map.entry("Description", "of orders"),
                                        Map.entry("AllowedPattern", "^[0-9]+$"),
                                        Map.entry("Tags", Map.of("team", "orders")),
                                        Map.entry("OnDrift", "KEEP"),
                                        Map.entry("Adopt", "true")),
                        "DeletionPolicy", "Retain",
                        "UpdateReplacePolicy", "Retain"));
    }

    @Test
    void schema_whenBound_saysWhere() {
        for (Map<String, Object> properties : List.<Map<String, Object>>of(
                Map.of("Namespace", "/billing/prod", "Prefix", "/billing/prod/db", "Schema", "{\"type\":\"string\"}"),
                Map.of("Namespace", "/billing/prod", "Prefix", "*", "Force", "true"),
                Map.of("Namespace", "/billing/test", "Prefix", "/billing/test", "OnDrift", "FAIL"))) {
            template.hasResource(Resources.SCHEMA, Map.of("Properties", properties, "DeletionPolicy", "Delete"));
        }
    }

    @Test
    void secrets_whenTheyWouldStandInTheTemplate_areWarnedOf() {
        Annotations said = Annotations.fromStack(STACK);
        said.hasWarning("/orders/DbPassword", Match.stringLikeRegexp(".*looks like a secret.*Secrets Manager.*"));
        said.hasWarning("/orders/DbPassword", Match.stringLikeRegexp(".*plain text.*"));
        assertTrue(said.findWarning("/orders/PoolSize", Match.anyValue()).isEmpty());
    }

    @Test
    void parameter_whenTheBoardWouldRefuseIt_isRefusedAtOnce() {
        Stack stack = new Stack();
        refused(() -> add(stack, parameter("/billing//x", "1")), "name", "Default/P1");
        refused(() -> add(stack, parameter("/billing/prod/x", "many").dataType(DataType.INTEGER)), "value", "integer");
        refused(
                () -> add(stack, parameter("/billing/prod/x", "{\"flags\":[]}").dataType(DataType.FLAGS)),
                "flags-format");
        refused(() -> add(stack, parameter("/billing/prod/x", "a").description("x".repeat(1025))), "description");
        refused(() -> add(stack, parameter("/billing/prod/x", "a").allowedPattern("(")), "allowedPattern");
        refused(() -> add(stack, parameter("/billing/prod/x", "x".repeat(64 * 1024 + 1))), "value", "65536");
        refused(() -> add(stack, parameter("/billing/prod/x", "\"".repeat(64 * 1024))), "120000", "twice", "API");
        refused(() -> add(stack, parameter("/billing/prod/x", "{{resolve:ssm-secure:/a}}")), "ssm-secure");
        add(stack, parameter("/billing/prod/x", "x".repeat(64 * 1024)));
    }

    /** Otherwise a call that Lambda held back could make what the stack has undone already. */
    @Test
    void call_whenQueuedForLong_isGivenUpBeforeTheStackIs() {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::Lambda::EventInvokeConfig",
                Map.of(
                        "FunctionName", Map.of("Ref", Match.stringLikeRegexp("NoticeboardFunctionsStacksFunction.*")),
                        "MaximumRetryAttempts", 2,
                        "MaximumEventAgeInSeconds", 480));
        assertTrue(
                Handler.STACKS.mostAgeSeconds() + Handler.STACKS.timeout().toSeconds() <= 600, "the resource's time");
    }

    private int made;

    private void add(Stack stack, ParameterProps.Builder props) {
        made++;
        BOARD.addParameter(stack, "P" + made, props.build());
    }

    @Test
    void schema_whenItIsNone_isRefusedAtOnce() {
        Stack stack = new Stack();
        refused(
                () -> BOARD.bindSchema(
                        stack,
                        "A",
                        SchemaProps.builder("/billing/prod/db", "{\"type\":1}").build()),
                "schema");
        refused(() -> SchemaProps.builder("/billing//db", "true"), "segment");
        refused(() -> SchemaProps.rules("/billing/prod/db", "true"), "/billing/prod");
    }

    @Test
    void import_whenItIsNoAliasOfAFunction_isRefused() {
        refused(
                () -> Noticeboard.fromResourceFunctionArn("arn:aws:lambda:eu-west-1:123456789012:function:board"),
                "alias",
                "resourceFunctionArn");
    }

    @Test
    void board_whenStacksOfItsAppUseIt_exportsItsFunctionAndGrantsNothingElse() {
        App app = new App();
        Stack stack = new Stack(app, "board");
        Noticeboard board = new Noticeboard(
                stack,
                "Noticeboard",
                NoticeboardProps.builder().functionsJar(Synthesized.jar()).build());
        BoardParameter own =
                board.addParameter("Own", ParameterProps.builder("/a/b/c", "1").build());
        assertEquals("Noticeboard/Own", own.getNode().getPath().replaceFirst("^board/", ""));
        board.grantStacks(Role.fromRoleArn(stack, "Deployer", "arn:aws:iam::123456789012:role/deployer"));
        Stack other = new Stack(app, "other");
        board.addParameter(other, "X", ParameterProps.builder("/a/b/x", "1").build());
        Template.fromStack(other)
                .hasResourceProperties(
                        Resources.PARAMETER,
                        Map.of(
                                "ServiceToken",
                                Map.of("Fn::ImportValue", Match.stringLikeRegexp("board:.*FunctionsStacksAlias.*"))));
        Map<String, Map<String, Object>> policies = Template.fromStack(stack)
                .findResources("AWS::IAM::Policy", Map.of("Properties", Map.of("Roles", List.of("deployer"))));
        assertEquals(1, policies.size());
        String text = policies.toString();
        assertTrue(text.contains("Action=lambda:InvokeFunction") && text.contains("FunctionsStacksAlias"), text);
        assertFalse(text.contains("*"), text);
    }
}
