package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.schemas.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** OFREP over the local HTTP: one flag, all flags, conditions, and what is refused how. */
@Timeout(60)
class OfrepRouteTest {
    static final String FLAGS = """
            {"metadata": {"team": "shop", "level": 3},
             "$evaluators": {"ours": {"in": ["@ours.example", {"var": "email"}]}},
             "flags": {
               "on": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "yes"},
               "false": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "no"},
               "text": {"state": "ENABLED", "variants": {"a": "hello", "empty": ""}, "defaultVariant": "empty",
                        "targeting": {"if": [{"$ref": "ours"}, "a"]}, "metadata": {"level": 4.5}},
               "integer": {"state": "ENABLED", "variants": {"ten": 10}, "defaultVariant": "ten"},
               "decimal": {"state": "ENABLED", "variants": {"ten": 10.0}, "defaultVariant": "ten"},
               "large": {"state": "ENABLED", "variants": {"max": 9007199254740991}, "defaultVariant": "max"},
               "object": {"state": "ENABLED", "variants": {"o": {"a": [1, 2.5, null, "x"], "b": {}}}, "defaultVariant": "o"},
               "off": {"state": "DISABLED", "variants": {"yes": true}, "defaultVariant": "yes"},
               "code": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": null},
               "broken": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes", "targeting": {"$ref": "none"}},
               "stray": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes", "targeting": {"if": [{"var": "stray"}, "maybe"]}},
               "a/b c%é": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}
            """;
    private static final String ONE = "/ofrep/v1/evaluate/flags/";
    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final String OURS = "{\"context\":{\"targetingKey\":\"u\",\"email\":\"a@ours.example\"}}";

    private final ServedBoard served = new ServedBoard(Map.of("flags", FLAGS));

    @AfterEach
    void close() {
        served.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Noticeboard-Token";
        all[1] = ServedBoard.TOKEN;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return served.bare("POST", path, body, all);
    }

    private void answers(int status, String body, String path, String context) throws Exception {
        HttpResponse<String> answer = post(path, context);
        assertEquals(body, answer.body());
        assertEquals(status, answer.statusCode());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void flag_thatIsResolved_hasValueVariantReasonAndMetadata() throws Exception {
        answers(
                200,
                "{\"key\":\"on\",\"value\":true,\"variant\":\"yes\",\"reason\":\"STATIC\",\"metadata\":{\"team\":\"shop\",\"level\":3}}",
                ONE + "on",
                "{\"context\":{}}");
        answers(
                200,
                "{\"key\":\"text\",\"value\":\"hello\",\"variant\":\"a\",\"reason\":\"TARGETING_MATCH\",\"metadata\":{\"team\":\"shop\",\"level\":4.5}}",
                ONE + "text",
                OURS);
    }

    @Test
    void value_thatIsFalseOrEmpty_isThereAllTheSame() throws Exception {
        assertTrue(post(ONE + "false", "").body().contains("\"value\":false"));
        String empty = post(ONE + "text", "").body();
        assertTrue(empty.contains("\"value\":\"\",\"variant\":\"empty\",\"reason\":\"DEFAULT\""), empty);
    }

    @Test
    void number_keepsItsKind() throws Exception {
        assertTrue(post(ONE + "integer", "").body().contains("\"value\":10,"));
        assertTrue(post(ONE + "decimal", "").body().contains("\"value\":10.0,"));
        assertTrue(post(ONE + "large", "").body().contains("\"value\":9007199254740991,"));
        assertTrue(post(ONE + "object", "").body().contains("\"value\":{\"a\":[1,2.5,null,\"x\"],\"b\":{}},"));
    }

    @Test
    void flag_thatLeavesItToTheCode_hasNeitherValueNorVariant() throws Exception {
        String metadata = ",\"metadata\":{\"team\":\"shop\",\"level\":3}}";
        answers(200, "{\"key\":\"off\",\"reason\":\"DISABLED\"" + metadata, ONE + "off", "");
        answers(200, "{\"key\":\"code\",\"reason\":\"DEFAULT\"" + metadata, ONE + "code", "");
    }

    @Test
    void flag_thatFails_isAnErrorWithItsMetadata() throws Exception {
        JsonNode none = Json.tree(post(ONE + "none", "").body());
        assertEquals(404, post(ONE + "none", "").statusCode());
        assertEquals("none", none.path("key").asString());
        assertEquals("FLAG_NOT_FOUND", none.path("errorCode").asString());
        assertFalse(none.path("errorDetails").asString().isEmpty());
        HttpResponse<String> broken = post(ONE + "broken", "");
        assertEquals(400, broken.statusCode());
        assertEquals("PARSE_ERROR", Json.tree(broken.body()).path("errorCode").asString());
        assertEquals(
                "shop", Json.tree(broken.body()).path("metadata").path("team").asString());
        HttpResponse<String> stray = post(ONE + "stray", "{\"context\":{\"stray\":1}}");
        assertEquals(400, stray.statusCode());
        assertEquals("GENERAL", Json.tree(stray.body()).path("errorCode").asString());
    }

    @Test
    void key_mayHoldAnyCharacter() throws Exception {
        for (String path : List.of("a%2Fb%20c%25%C3%A9", "a/b%20c%25%c3%a9")) {
            HttpResponse<String> answer = post(ONE + path, "");
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("a/b c%é", Json.tree(answer.body()).path("key").asString());
        }
        HttpResponse<String> invalid = served.bare("POST", ONE + "%FF", "", "X-API-Key", ServedBoard.TOKEN);
        assertEquals(400, invalid.statusCode());
        assertTrue(invalid.body().contains("\"errorCode\":\"GENERAL\""), invalid.body());
    }

    @Test
    void context_thatIsMissing_isAnEmptyOne() throws Exception {
        for (String body :
                List.of("", "  \n", "{}", "null", "{\"context\":null}", "{\"context\":{}}", "{\"other\":1}")) {
            assertEquals(200, post(ONE + "on", body).statusCode(), body);
            assertEquals(200, post(ALL, body).statusCode(), body);
        }
    }

    @Test
    void context_thatIsNone_isInvalid() throws Exception {
        for (String body : List.of(
                "{",
                "[]",
                "1",
                "\"secret\"",
                "{\"context\":\"secret\"}",
                "{\"context\":[]}",
                "{\"context\":7}",
                "{\"context\":{\"a\":1,\"a\":2}}",
                "{\"context\":{\"a\":1e999}}",
                "{\"context\":{}} {}")) {
            HttpResponse<String> one = post(ONE + "on", body);
            assertEquals(400, one.statusCode(), body);
            assertTrue(
                    one.body().startsWith("{\"key\":\"on\",\"errorCode\":\"INVALID_CONTEXT\",\"errorDetails\":"),
                    one.body());
            assertFalse(one.body().contains("secret"), one.body());
            HttpResponse<String> all = post(ALL, body);
            assertEquals(400, all.statusCode(), body);
            assertTrue(all.body().startsWith("{\"errorCode\":\"INVALID_CONTEXT\""), all.body());
            assertTrue(all.headers().firstValue("ETag").isEmpty());
        }
    }

    @Test
    void all_areThere_thoseThatFailToo() throws Exception {
        for (String path : List.of(ALL, ALL + "/", ALL + "?unknown=1&flagConfigLastModified=1771622898")) {
            HttpResponse<String> answer = post(path, OURS);
            assertEquals(200, answer.statusCode());
            JsonNode body = Json.tree(answer.body());
            assertEquals(12, body.path("flags").size());
            assertEquals("flagd-v2", body.path("metadata").path("bucketing").asString());
            assertEquals("shop", body.path("metadata").path("team").asString());
            assertTrue(answer.body().contains("{\"key\":\"off\",\"reason\":\"DISABLED\","), answer.body());
            assertTrue(answer.body().contains("{\"key\":\"broken\",\"errorCode\":\"PARSE_ERROR\","), answer.body());
        }
    }

    @Test
    void entityTag_changesWithTheFlagsAndWithWhatTheContextMakesOfThem() throws Exception {
        String tag = post(ALL, OURS).headers().firstValue("ETag").orElseThrow();
        assertTrue(tag.matches("\"[0-9a-f]{64}\""), tag);
        for (String sent : List.of(tag, "*", "W/" + tag, "\"x\", " + tag, tag.replace("\"", ""))) {
            HttpResponse<String> same = post(ALL, OURS, "If-None-Match", sent);
            assertEquals(304, same.statusCode(), sent);
            assertEquals("", same.body());
            assertEquals(tag, same.headers().firstValue("ETag").orElse(""));
        }
        assertEquals(
                304,
                post(ALL + "?flagConfigEtag=" + tag.replace("\"", ""), OURS).statusCode());
        assertEquals(
                200,
                post(ALL + "?flagConfigEtag=newer", OURS, "If-None-Match", tag).statusCode(),
                "told of a newer one, it gets the flags");
        assertEquals(200, post(ALL, "", "If-None-Match", tag).statusCode(), "another context, another outcome");
        assertEquals(
                304,
                post(ALL, OURS.replace("\"u\"", "\"v\""), "If-None-Match", tag).statusCode(),
                "another context, the same outcome");
        served.put("other", "1");
        assertEquals(304, post(ALL, OURS, "If-None-Match", tag).statusCode(), "no flag changed");
        served.put("flags", FLAGS.replace("\"defaultVariant\": \"no\"", "\"defaultVariant\": \"yes\""));
        HttpResponse<String> changed = post(ALL, OURS, "If-None-Match", tag);
        assertEquals(200, changed.statusCode());
        assertNotEquals(tag, changed.headers().firstValue("ETag").orElse(""));
    }

    @Test
    void documents_ofSeveralParameters_areOneSet() throws Exception {
        served.put(
                "flags-b",
                "{\"flags\":{\"b\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\"}}}");
        assertEquals(200, post(ONE + "b", "").statusCode());
        assertEquals(13, Json.tree(post(ALL, "").body()).path("flags").size());
        served.put("flags-b", null);
        assertEquals(404, post(ONE + "b", "").statusCode());
    }

    @Test
    void token_mayComeAsOfrepHasIt_andMustCome() throws Exception {
        for (String[] header : new String[][] {
            {"Authorization", "Bearer " + ServedBoard.TOKEN},
            {"X-API-Key", ServedBoard.TOKEN},
            {"X-Noticeboard-Token", ServedBoard.TOKEN}
        }) {
            assertEquals(200, served.bare("POST", ONE + "on", "", header).statusCode(), header[0]);
        }
        HttpResponse<String> without = served.bare("POST", ONE + "on", "");
        assertEquals(401, without.statusCode());
        assertTrue(Json.tree(without.body()).path("errorDetails").isString(), without.body());
        assertEquals(403, served.bare("POST", ALL, "", "X-API-Key", "wrong").statusCode());
        assertEquals(
                403,
                served.bare("POST", ALL, "", "X-API-Key", ServedBoard.TOKEN, "X-Forwarded-For", "10.0.0.1")
                        .statusCode());
        assertEquals(
                401,
                served.bare("GET", "/v1/status", "", "X-API-Key", ServedBoard.TOKEN)
                        .statusCode());
    }

    @Test
    void request_ofAnotherMethodOrTooLarge_isRefused() throws Exception {
        HttpResponse<String> get = served.get(ONE + "on");
        assertEquals(405, get.statusCode());
        assertEquals("POST", get.headers().firstValue("Allow").orElse(""));
        assertTrue(Json.tree(get.body()).path("errorDetails").isString(), get.body());
        HttpResponse<String> large = post(ALL, " ".repeat(LocalHttpOptions.BODY_BYTES + 1));
        assertEquals(413, large.statusCode());
        assertTrue(Json.tree(large.body()).path("errorDetails").isString(), large.body());
        assertEquals(404, served.get("/ofrep/v1/other").statusCode());
    }

    @Test
    void agent_thatServesNothingYet_is500AndSaysSo() throws Exception {
        try (ServedBoard empty = new ServedBoard(Map.of())) {
            for (String path : List.of(ONE + "on", ALL)) {
                HttpResponse<String> answer = empty.bare("POST", path, "", "X-API-Key", ServedBoard.TOKEN);
                assertEquals(500, answer.statusCode());
                assertTrue(
                        answer.body().contains("\"errorDetails\":\"Nothing of /sim/prod is served yet"), answer.body());
            }
        }
    }

    @Test
    void severalNamespaces_eachHaveABase_whichTheOthersName() throws Exception {
        AgentOptions other = AgentOptions.builder()
                .namespace("/sim")
                .boardReader(new SimReader(new SimBoard()))
                .whenNothingToServe(WhenNothingToServe.RETURN)
                .startTimeout(Duration.ofSeconds(1))
                .build();
        try (ServedBoard two = new ServedBoard(Map.of("flags", FLAGS), o -> o, List.of(other))) {
            String[] key = {"X-API-Key", ServedBoard.TOKEN};
            assertEquals(
                    200,
                    two.bare("POST", "/namespaces/sim/prod" + ONE + "on", "", key)
                            .statusCode());
            assertEquals(
                    200, two.bare("POST", "/namespaces/sim/prod" + ALL, "", key).statusCode());
            assertEquals(500, two.bare("POST", "/namespaces/sim" + ALL, "", key).statusCode());
            for (String base : List.of("", "/namespaces/none/prod")) {
                HttpResponse<String> answer = two.bare("POST", base + ONE + "on", "", key);
                assertEquals(400, answer.statusCode());
                assertTrue(answer.body().startsWith("{\"key\":\"on\",\"errorCode\":\"GENERAL\""), answer.body());
                assertTrue(answer.body().contains("/namespaces/sim, /namespaces/sim/prod."), answer.body());
            }
        }
        assertEquals(200, post("/namespaces/sim/prod" + ONE + "on", "").statusCode(), "the only one has its base too");
    }
}
