package dev.noticeboard.functions.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.api.Endpoint;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every operation takes the least that the contract asks for, and refuses one step less or more. */
class StrictnessTest {
    private static final ApiDocument DOCUMENT = ApiDocument.shared();

    static Stream<Operation> operations() {
        return DOCUMENT.operations().stream();
    }

    static Stream<Operation> operationsWithFields() {
        return operations()
                .filter(o ->
                        least(o).isObject() && !bodySchema(o).path("properties").isMissingNode());
    }

    private static JsonNode bodySchema(Operation o) {
        return DOCUMENT.resolve(o.body().orElse(JsonNodeFactory.instance.missingNode()));
    }

    private static JsonNode least(Operation o) {
        return o.body().map(StrictnessTest::least).orElse(JsonNodeFactory.instance.missingNode());
    }

    /** The smallest value that a schema allows. */
    private static JsonNode least(JsonNode reference) {
        JsonNode schema = DOCUMENT.resolve(reference);
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.has("minimum")) {
            return schema.path("minimum");
        }
        if (schema.has("examples")) {
            return schema.path("examples").path(0);
        }
        return switch (schema.path("type").asString("string")) {
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            case "array" -> JsonNodeFactory.instance.arrayNode().add(least(schema.path("items")));
            case "object" -> {
                ObjectNode made = JsonNodeFactory.instance.objectNode();
                for (JsonNode required : List.of(schema.path("required"), schema.at("/oneOf/0/required"))) {
                    required.forEach(r -> made.set(
                            r.asString(), least(schema.path("properties").path(r.asString()))));
                }
                yield made;
            }
            default -> JsonNodeFactory.instance.stringNode("1");
        };
    }

    private static Map<String, String> leastQuery(Operation o) {
        Map<String, String> query = new LinkedHashMap<>();
        o.inputs("query").stream()
                .filter(Operation.Input::required)
                .forEach(i -> query.put(i.name(), least(i.schema()).asString()));
        return query;
    }

    private static int send(Operation o, Map<String, String> query, JsonNode body) {
        Endpoint served = RoutesTest.served();
        // What is not there is not found, whatever else is wrong.
        new Calls(served).send("PUT", "/namespaces/billing/prod/parameters/x", "{\"value\":\"1\"}");
        Map<String, String> values = new LinkedHashMap<>(RoutesTest.VALUES);
        values.put("id", rollout(served));
        APIGatewayProxyRequestEvent event =
                Calls.event(o.method(), o.route().fill(values), body.isMissingNode() ? null : body.toString());
        return Gateway.handle(event.withQueryStringParameters(query), served).getStatusCode();
    }

    /** Starts a rollout. @return its id */
    private static String rollout(Endpoint served) {
        String start = "{\"strategy\":\"all-at-once\",\"changes\":[{\"kind\":\"put\",\"name\":\"/billing/prod/rolled\","
                + "\"value\":\"1\"}]}";
        APIGatewayProxyResponseEvent answer =
                Gateway.handle(Calls.event("POST", "/namespaces/billing/prod/rollouts", start), served);
        return Json.tree(answer.getBody()).path("id").asString("none");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_whenSentTheLeast_doesNotCallItABadRequest(Operation o) {
        assertNotEquals(400, send(o, leastQuery(o), least(o)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void query_whenUnknownOrOutOfBounds_isRefused(Operation o) {
        refusedQuery(o, "unknown", "1");
        for (Operation.Input i : o.inputs("query")) {
            JsonNode schema = DOCUMENT.resolve(i.schema());
            String type = schema.path("type").toString();
            if (type.contains("integer")) {
                List.of("", "ten", "1.0", "+1", "01", "\u0663", "99999999999999999999")
                        .forEach(odd -> refusedQuery(o, i.name(), odd));
                refusedQuery(o, i.name(), Long.toString(schema.path("minimum").asLong() - 1));
                long most = schema.path("maximum").asLong();
                refusedQuery(o, i.name(), most == Long.MAX_VALUE ? "9223372036854775808" : Long.toString(most + 1));
            } else if (type.contains("boolean")) {
                List.of("", "yes", "TRUE", "1").forEach(odd -> refusedQuery(o, i.name(), odd));
            }
        }
    }

    private static void refusedQuery(Operation o, String name, String value) {
        Map<String, String> query = leastQuery(o);
        query.put(name, value);
        assertEquals(400, send(o, query, least(o)), () -> o + "?" + name + "=" + value);
    }

    @ParameterizedTest
    @MethodSource("operationsWithFields")
    void body_whenAFieldIsMissingOrUnknown_isRefused(Operation o) {
        ObjectNode unknown = least(o).deepCopy().asObject();
        assertEquals(400, send(o, leastQuery(o), unknown.put("unknown", 1)), () -> o + " takes an unknown field");
        for (String field : List.copyOf(least(o).propertyNames())) {
            ObjectNode without = least(o).deepCopy().asObject();
            without.remove(field);
            assertEquals(400, send(o, leastQuery(o), without), () -> o + " does without " + field);
        }
    }
}
