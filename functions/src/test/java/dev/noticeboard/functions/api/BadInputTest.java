package dev.noticeboard.functions.api;

import static dev.noticeboard.functions.api.Calls.event;
import static dev.noticeboard.functions.api.Calls.problem;
import static dev.noticeboard.functions.api.Calls.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, a clear refusal goes out, and nothing is written. */
class BadInputTest {
    private static final String NS = "/namespaces/billing/prod";
    private static final String PUT = NS + "/parameters/x";

    private final FakeBoardStore board = new FakeBoardStore();
    private final Calls calls = new Calls(Apis.over(board));

    static Stream<Arguments> badRequests() {
        String deepName = "/" + String.join("/", Collections.nCopies(14, "n"));
        String set = NS + "/changesets";
        return Stream.of(
                Arguments.of("400 malformed-body", "PUT", PUT, ""),
                Arguments.of("400 malformed-body", "PUT", PUT, "{"),
                Arguments.of("400 malformed-body", "PUT", PUT, "null"),
                Arguments.of("400 malformed-body", "PUT", PUT, "[]"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\"} x"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\",\"value\":\"2\"}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"valeu\":\"1\"}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":null}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":1}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":true}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":{}}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\",\"type\":\"Strin\"}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\",\"dataType\":\"int\"}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\",\"expectedVersion\":\"1\"}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\",\"expectedVersion\":1.5}"),
                Arguments.of("400 malformed-body", "PUT", PUT, "{\"value\":\"1\",\"expectedVersion\":1e99999999999}"),
                Arguments.of("422 validation-failed", "PUT", NS + "/schemas", "{\"maximum\":1e99999999999}"),
                Arguments.of("400 invalid-request", "PUT", PUT, "{\"value\":\"1\",\"expectedVersion\":-1}"),
                Arguments.of("400 invalid-request", "PUT", PUT, put("1", "w".repeat(Limits.WHY_CHARACTERS + 1))),
                Arguments.of("400 invalid-request", "PUT", PUT, "{\"value\":\"1\",\"why\":\"\\udc00\"}"),
                Arguments.of("422 validation-failed", "PUT", PUT, "{\"value\":\"\\ud800\"}"),
                Arguments.of("422 validation-failed", "PUT", PUT, "{\"value\":\"x\",\"dataType\":\"integer\"}"),
                Arguments.of(
                        "422 secure-string-unavailable", "PUT", PUT, "{\"value\":\"x\",\"type\":\"SecureString\"}"),
                Arguments.of("413 too-large", "PUT", PUT, put("x".repeat(Limits.VALUE_BYTES + 1), "")),
                Arguments.of("413 too-large", "PUT", PUT, put("x".repeat(10_000_000), "")),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters" + deepName, "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/" + "n".repeat(1011), "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/a%2Fb", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/a//b", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/a/../b", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/a/./b", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/a/", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/a b", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "PUT", NS + "/parameters/é", "{\"value\":\"1\"}"),
                Arguments.of("400 invalid-name", "GET", "/namespaces/~/prod/parameters/x", ""),
                Arguments.of("400 invalid-name", "GET", "/namespaces/b~/prod/list", ""),
                Arguments.of("400 invalid-name", "GET", NS + "/list/under/a%20b", ""),
                Arguments.of("400 invalid-name", "GET", "/namespaces/billing/~/list/under/prod/db", ""),
                Arguments.of("404 not-found", "GET", "/", ""),
                Arguments.of("404 not-found", "GET", "/namespaces/billing", ""),
                Arguments.of("404 not-found", "GET", NS, ""),
                Arguments.of("404 not-found", "GET", "/other/billing/prod/list", ""),
                Arguments.of("404 not-found", "GET", NS + "/other", ""),
                Arguments.of("404 not-found", "GET", NS + "/parameters", ""),
                Arguments.of("404 not-found", "GET", NS + "/list/over/x", ""),
                Arguments.of("404 not-found", "GET", NS + "/list/under", ""),
                Arguments.of("400 malformed-body", "POST", set, "{\"changes\":{}}"),
                Arguments.of("400 malformed-body", "POST", set, "{\"changes\":[{\"kind\":\"push\"}]}"),
                Arguments.of("400 invalid-request", "POST", set, "{}"),
                Arguments.of("400 invalid-request", "POST", set, "{\"changes\":[]}"),
                Arguments.of("400 invalid-request", "POST", set, changes(49, "1")),
                Arguments.of("413 too-large", "POST", set, changes(17, "x".repeat(Limits.VALUE_BYTES))),
                Arguments.of("422 validation-failed", "PUT", NS + "/schemas", ""),
                Arguments.of("422 validation-failed", "PUT", NS + "/schemas", "{\"type\":\"whole\"}"),
                Arguments.of("413 too-large", "PUT", NS + "/schemas", "\"" + "x".repeat(Limits.SCHEMA_BYTES) + "\""));
    }

    private static String put(String value, String why) {
        return Json.write(Map.of("value", value, "why", why));
    }

    private static String changes(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"kind\":\"put\",\"name\":\"/billing/prod/p" + i + "\",\"value\":\"" + value + "\"}")
                .collect(Collectors.joining(",", "{\"changes\":[", "]}"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("badRequests")
    void request_whenBad_isRefusedClearly(String expected, String method, String path, String body) {
        APIGatewayProxyResponseEvent answer = calls.send(method, path, body);
        assertEquals(expected, refusal(answer), answer.getBody());
        Problem problem = problem(answer);
        assertFalse(problem.title().isBlank());
        assertFalse(problem.detail().isBlank());
        assertFalse(answer.getBody().contains("xxxxxxxxxx"), "the answer quotes the input");
        assertTrue(board.head(Fixtures.NS).isEmpty(), "something was written");
    }

    @Test
    void query_whenUnknownOrOutOfRange_isRefused() {
        for (Map<String, String> query : List.of(
                Map.of("limit", "0"),
                Map.of("limit", "1001"),
                Map.of("limit", "ten"),
                Map.of("limt", "10"),
                Map.of("nextToken", "!"))) {
            assertEquals("400 invalid-request", refusal(calls.get(NS + "/list", query)));
        }
        assertEquals("400 invalid-request", refusal(calls.get(NS + "/changes", Map.of("after", "-1"))));
        assertEquals("400 invalid-request", refusal(calls.get(NS + "/changes", Map.of("limit", "101"))));
        assertEquals("400 invalid-request", refusal(calls.get(PUT, Map.of("consistent", "maybe"))));
        assertEquals(
                "400 invalid-request",
                refusal(calls.send(
                        event("DELETE", PUT, null).withQueryStringParameters(Map.of("expectedversion", "1")))));
        assertEquals(
                "400 invalid-request",
                refusal(calls.send(event("PUT", PUT, "{\"value\":\"1\"}")
                        .withQueryStringParameters(Map.of("expectedVersion", "1")))));
    }

    private APIGatewayProxyResponseEvent base64(byte[] body) {
        APIGatewayProxyRequestEvent event =
                event("PUT", PUT, Base64.getEncoder().encodeToString(body));
        return calls.send(event.withIsBase64Encoded(true));
    }

    @Test
    void bytes_whenNotUtf8_areRefused() {
        byte[] good = "{\"value\":\"é\"}".getBytes(StandardCharsets.UTF_8);
        byte[] bad = "{\"value\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("400 malformed-body", refusal(base64(bad)));
        assertEquals("413 too-large", refusal(base64(new byte[Limits.BODY_BYTES + 1])));
        assertEquals("413 too-large", refusal(base64(new byte[10_000_000])));
        assertEquals(
                "400 malformed-body",
                refusal(calls.send(event("PUT", PUT, "not base64!").withIsBase64Encoded(true))));
        assertTrue(board.head(Fixtures.NS).isEmpty());
        assertEquals(200, base64(good).getStatusCode());
        assertEquals("é", board.parameter(Fixtures.name("x")).orElseThrow().value());
    }

    @Test
    void caller_whenUnknown_isAnonymous() {
        calls.send(
                event("PUT", PUT, "{\"value\":\"1\"}").withRequestContext(null).withHeaders(null));
        assertEquals(
                "anonymous", board.parameter(Fixtures.name("x")).orElseThrow().by());
    }
}
