package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Every kind of answer against OFREP's OpenAPI document, and the flags of a real shop as they stand. */
@Timeout(60)
class OfrepContractTest {
    private static final String ONE = "/ofrep/v1/evaluate/flags/{key}";
    private static final String ALL = "/ofrep/v1/evaluate/flags";

    private final TreeSet<String> met = new TreeSet<>();

    private HttpResponse<String> checked(
            OfrepContract contract, ServedBoard served, String path, String key, String body, String... headers)
            throws Exception {
        HttpResponse<String> answer = served.bare("POST", path.replace("{key}", key), body, headers);
        assertEquals(List.of(), contract.violations(path, answer.statusCode(), answer.body()), answer.body());
        met.add((path.equals(ALL) ? "all " : "one ") + answer.statusCode());
        return answer;
    }

    @Test
    void answers_ofAllKinds_areAsTheDocumentSays() throws Exception {
        OfrepContract contract = new OfrepContract(SharedData.read("openfeature/ofrep-openapi.yaml"));
        String[] token = {"X-API-Key", ServedBoard.TOKEN};
        String context = "{\"context\":{\"targetingKey\":\"u\",\"email\":\"a@ours.example\",\"stray\":true}}";
        try (ServedBoard served = new ServedBoard(Map.of("flags", OfrepRouteTest.FLAGS))) {
            HttpResponse<String> all = checked(contract, served, ALL, "", context, token);
            for (JsonNode flag : Json.tree(all.body()).path("flags")) {
                String key = flag.path("key").asString();
                if (!key.contains("/")) {
                    checked(contract, served, ONE, key, context, token);
                }
            }
            for (String path : List.of(ONE, ALL)) {
                checked(contract, served, path, "on", "[]", token);
                checked(contract, served, path, "none", "{}", token);
                checked(contract, served, path, "on", "");
                checked(contract, served, path, "on", "", "X-API-Key", "wrong");
            }
            checked(contract, served, ALL, "", context, "X-API-Key", ServedBoard.TOKEN, "If-None-Match", "*");
        }
        try (ServedBoard empty = new ServedBoard(Map.of())) {
            checked(contract, empty, ONE, "on", "", token);
            checked(contract, empty, ALL, "", "", token);
        }
        assertEquals(
                "[all 200, all 304, all 400, all 401, all 403, all 500, one 200, one 400, one 401, one 403, one 404, one 500]",
                met.toString());
    }

    @Test
    void contract_whenAnAnswerIsWrong_saysSo() throws Exception {
        OfrepContract contract = new OfrepContract(SharedData.read("openfeature/ofrep-openapi.yaml"));
        assertFalse(contract.violations(ONE, 200, "{\"key\":\"a\"}").isEmpty());
        assertFalse(contract.violations(ONE, 404, "{\"key\":\"a\",\"errorCode\":\"GENERAL\"}")
                .isEmpty());
        assertFalse(contract.violations(ONE, 503, "{}").isEmpty());
        assertFalse(contract.violations(ALL, 200, "{\"flags\":[{}]}").isEmpty());
    }

    @Test
    void otelDemo_asItStands_isEvaluated() throws Exception {
        OfrepContract contract = new OfrepContract(SharedData.read("openfeature/ofrep-openapi.yaml"));
        String flags = SharedData.read("otel-demo.flagd.json");
        try (ServedBoard served = new ServedBoard(Map.of("flags", flags))) {
            HttpResponse<String> all =
                    checked(contract, served, ALL, "", "{\"context\":{}}", "X-API-Key", ServedBoard.TOKEN);
            JsonNode answers = Json.tree(all.body()).path("flags");
            assertEquals(15, answers.size());
            for (JsonNode answer : answers) {
                JsonNode definition =
                        Json.tree(flags).path("flags").path(answer.path("key").asString());
                String variant = answer.path("variant").asString();
                assertEquals(definition.path("variants").path(variant), answer.path("value"), answer.toString());
                if (definition.path("targeting").isEmpty()) {
                    assertEquals(definition.path("defaultVariant").asString(), variant);
                }
            }
            assertTrue(all.body().contains("TARGETING_MATCH") || all.body().contains("DEFAULT"), all.body());
        }
    }
}
