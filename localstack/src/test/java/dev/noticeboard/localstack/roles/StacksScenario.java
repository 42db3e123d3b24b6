package dev.noticeboard.localstack.roles;

import dev.noticeboard.cdk.Handler;
import dev.noticeboard.functions.ResourceFunction;
import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Parameters and schemas of stacks, beside an open rollout, a validator and what people wrote. */
final class StacksScenario {
    private static final Namespace STACKS = new Namespace("/roles/stacks");
    private static final String PREFIX = STACKS + "/db";

    private final RecordedBoard board;
    private final ResourceFunction function;
    private String answer = "";
    private int requests;

    StacksScenario(RecordedBoard board) {
        this.board = board;
        this.function = board.function(Handler.STACKS).resourceFunction((url, json) -> answer = json);
    }

    void run() {
        parameter("Create", "A", "1", Map.of(), true);
        Calling api = new Calling(board, STACKS);
        api.put("by-hand", Map.of("value", "1"));
        api.put("staged", Map.of("value", "1"));
        api.done(
                "POST",
                "rollouts",
                Map.of(
                        "strategy",
                        "canary-1-10-100",
                        "changes",
                        List.of(Map.of("kind", "put", "name", STACKS + "/staged", "value", "2"))));
        api.done("PUT", "settings", Map.of("whyRequired", false, "validator", Deployment.VALIDATOR));
        parameter("Update", "A", "2", properties("A", "1"), true);
        api.put("A", Map.of("value", "by hand"));
        parameter("Update", "A", "3", properties("A", "2"), false);
        parameter("Update", "A", "2", properties("A", "3"), true);
        Map<String, Object> adopted = new HashMap<>(properties("by-hand", "1"));
        adopted.put("Adopt", "true");
        send("Create", "B", Resources.PARAMETER, adopted, Map.of(), true);
        send("Delete", "B", Resources.PARAMETER, adopted, Map.of(), true);
        send("Create", "C", Resources.SCHEMA, schema("{\"type\":\"string\"}"), Map.of(), true);
        send("Update", "C", Resources.SCHEMA, schema("true"), schema("{\"type\":\"object\"}"), true);
        send("Delete", "C", Resources.SCHEMA, schema("true"), Map.of(), true);
    }

    private void parameter(String kind, String name, String value, Map<String, Object> before, boolean done) {
        send(kind, name, Resources.PARAMETER, properties(name, value), before, done);
    }

    private static Map<String, Object> properties(String name, String value) {
        return Map.of("Name", STACKS + "/" + name, "Value", value);
    }

    private static Map<String, Object> schema(String text) {
        return Map.of("Namespace", STACKS.text(), "Prefix", PREFIX, "Schema", text);
    }

    private void send(
            String kind,
            String logicalId,
            String type,
            Map<String, Object> properties,
            Map<String, Object> before,
            boolean done) {
        requests++;
        Map<String, Object> event = new HashMap<>();
        event.put("RequestType", kind);
        event.put("RequestId", "request-" + requests);
        event.put("StackId", "arn:aws:cloudformation:" + AwsCallParts.HERE + ":stack/orders/1");
        event.put("LogicalResourceId", logicalId);
        event.put("ResourceType", type);
        event.put("ResponseURL", "https://answers.s3.amazonaws.com/x");
        event.put("ResourceProperties", properties);
        event.put("OldResourceProperties", before);
        function.handleRequest(event, board.context(Handler.STACKS));
        JsonNode said = Json.tree(answer);
        if (said.path("Status").asString().equals("SUCCESS") != done) {
            throw new AssertionError(said.path("Reason").asString());
        }
    }
}
