package dev.noticeboard.functions.api;

import static dev.noticeboard.functions.api.Calls.as;
import static dev.noticeboard.functions.api.Calls.event;
import static dev.noticeboard.functions.api.Calls.problem;
import static dev.noticeboard.functions.api.Calls.refusal;
import static dev.noticeboard.functions.store.Fixtures.present;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.NamespacePage;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every route, every refusal. */
class ApiTest {
    private static final String NS = "/namespaces/billing/prod";
    private static final String POOL = NS + "/parameters/db/pool-size";

    private final FakeBoardStore board = new FakeBoardStore();
    private final Calls calls = new Calls(api(board));

    private static Api api(BoardStore store) {
        return Apis.over(store);
    }

    private CommitAnswer put(String path, String value) {
        return as(calls.send("PUT", path, Json.write(Map.of("value", value))), CommitAnswer.class);
    }

    @Test
    void put_whenValid_isCommittedAndCanBeRead() {
        CommitAnswer answer = as(
                calls.send("PUT", POOL, "{\"value\":\"20\",\"dataType\":\"integer\",\"why\":\"load\"}"),
                CommitAnswer.class);
        assertEquals(1, answer.revision());
        Parameter read = as(calls.send("GET", POOL, null), Parameter.class);
        assertEquals("20", read.value());
        assertEquals(DataType.INTEGER, read.dataType());
        assertEquals(Calls.CALLER, read.by());
        ChangeSet entry = board.changeSet(Fixtures.NS, 1).orElseThrow();
        assertEquals("load", entry.why());
        assertEquals(read, as(calls.get(POOL, Map.of("consistent", "true")), Parameter.class));
    }

    @Test
    void put_whenTheExpectedVersionDoesNotHold_answersTheWinner() {
        put(POOL, "20");
        APIGatewayProxyResponseEvent answer = calls.send("PUT", POOL, "{\"value\":\"30\",\"expectedVersion\":0}");
        assertEquals("409 conflict", refusal(answer));
        assertEquals(
                new Problem.Winner("/billing/prod/db/pool-size", 1, 1, false),
                problem(answer).winner());
        APIGatewayProxyResponseEvent never =
                calls.send("PUT", NS + "/parameters/x", "{\"value\":\"\",\"expectedVersion\":3}");
        assertEquals(
                new Problem.Winner("/billing/prod/x", 0, 0, true),
                problem(never).winner());
    }

    @Test
    void get_whenDeleted_tellsAtWhichVersion() {
        put(POOL, "20");
        as(
                calls.send(event("DELETE", POOL, null)
                        .withQueryStringParameters(Map.of("expectedVersion", "1", "why", "w"))),
                CommitAnswer.class);
        APIGatewayProxyResponseEvent answer = calls.send("GET", POOL, null);
        assertEquals("404 not-found", refusal(answer));
        assertTrue(problem(answer).detail().contains("deleted at version 2"));
        assertEquals("404 not-found", refusal(calls.send("GET", NS + "/parameters/never", null)));
        assertFalse(as(calls.send("DELETE", POOL, null), CommitAnswer.class).changed());
        APIGatewayProxyResponseEvent stale =
                calls.send(event("DELETE", POOL, null).withQueryStringParameters(Map.of("expectedVersion", "1")));
        assertEquals(
                new Problem.Winner("/billing/prod/db/pool-size", 2, 2, true),
                problem(stale).winner());
    }

    @Test
    void namespace_whenSegmentsAreAbsent_isWrittenWithTilde() {
        put("/namespaces/~/~/parameters/plain", "1");
        put("/namespaces/billing/~/parameters/x", "1");
        assertEquals(1, board.head(new Namespace("/")).orElseThrow().revision());
        assertEquals(1, board.head(new Namespace("/billing")).orElseThrow().revision());
    }

    @Test
    void name_whenItLivesElsewhere_isRefusedWithTheRightPath() {
        APIGatewayProxyResponseEvent answer =
                calls.send("PUT", "/namespaces/billing/~/parameters/prod/db/x", "{\"value\":\"1\"}");
        assertEquals("400 invalid-name", refusal(answer));
        assertTrue(problem(answer).detail().contains("/namespaces/billing/prod/parameters/db/x"), answer.getBody());
    }

    @Test
    void list_whenPaged_answersEachOnceInOrder() {
        for (String name : List.of("db/b", "db/a", "db", "dbx", "zz")) {
            put(NS + "/parameters/" + name, name);
        }
        as(calls.send("DELETE", NS + "/parameters/zz", null), CommitAnswer.class);
        assertEquals(List.of("db", "db/a", "db/b", "dbx"), listed(NS + "/list", "2"));
        assertEquals(List.of("db", "db/a", "db/b"), listed(NS + "/list/under/db", "1"));
        assertEquals(List.of(), listed("/namespaces/other/prod/list", "10"));
        assertEquals(
                4,
                as(calls.get(NS + "/list", Map.of()), ParameterPage.class)
                        .parameters()
                        .size());
        String foreign = present(as(calls.get(NS + "/list", Map.of("limit", "3")), ParameterPage.class)
                .nextToken());
        put(NS + "/parameters/other", "1");
        assertEquals(
                "400 invalid-request", refusal(calls.get("/namespaces/other/prod/list", Map.of("nextToken", foreign))));
    }

    private List<String> listed(String path, String limit) {
        List<String> names = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("limit", limit));
        ParameterPage page;
        do {
            page = as(calls.get(path, query), ParameterPage.class);
            page.parameters().forEach(p -> names.add(Fixtures.NS.pathOf(p.name())));
            query.put("nextToken", String.valueOf(page.nextToken()));
        } while (page.nextToken() != null);
        return names;
    }

    @Test
    void list_whenValuesAreLarge_endsThePageBeforeLambdasLimit() {
        for (int i = 0; i < 100; i++) {
            put(NS + "/parameters/p" + i, "\"".repeat(60_000));
        }
        APIGatewayProxyResponseEvent answer = calls.get(NS + "/list", Map.of("limit", "1000"));
        assertTrue(answer.getBody().length() < 5_000_000, "" + answer.getBody().length());
        ParameterPage page = as(answer, ParameterPage.class);
        assertTrue(page.nextToken() != null && page.parameters().size() > 10);
    }

    @Test
    void changeSet_whenValid_isOneRevision() {
        CommitAnswer answer = as(
                calls.send(
                        "POST",
                        NS + "/changesets",
                        "{\"why\":\"both\",\"changes\":[{\"kind\":\"put\",\"name\":\"/billing/prod/a\",\"value\":\"1\"},"
                                + "{\"kind\":\"delete\",\"name\":\"/billing/prod/b\"}]}"),
                CommitAnswer.class);
        assertEquals(1, answer.revision());
        assertEquals(1, board.changeSet(Fixtures.NS, 1).orElseThrow().changes().size());
    }

    @Test
    void changeSet_whenUnderAPrefix_refusesNamesOutsideIt() {
        String body = "{\"changes\":[{\"kind\":\"put\",\"name\":\"/billing/prod/db/x\",\"value\":\"1\"},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/dbx\",\"value\":\"1\"}]}";
        APIGatewayProxyResponseEvent answer = calls.send("POST", NS + "/changesets/under/db", body);
        assertEquals("400 invalid-request", refusal(answer));
        Violation v = present(problem(answer).violations()).get(0);
        assertEquals("changes[1].name", v.field());
        assertEquals("prefix-outside", v.rule());
        assertEquals(
                2,
                as(calls.send("POST", NS + "/changesets", body), CommitAnswer.class)
                        .parameters()
                        .size());
    }

    @Test
    void changeSet_whenSeveralThingsAreWrong_namesEachWithFieldRuleAndRemedy() {
        as(calls.send("PUT", NS + "/schemas/db", Fixtures.POOL_SIZE), CommitAnswer.class);
        String body = "{\"changes\":["
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/db/pool-size\",\"value\":\"5000\",\"dataType\":\"integer\"},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod//x\",\"value\":\"1\"},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/y\"},"
                + "{\"kind\":\"delete\",\"name\":\"/billing/prod/z\",\"value\":\"1\"},"
                + "{\"name\":\"/billing/prod/k\"},"
                + "null,"
                + "{\"kind\":\"put\",\"value\":\"1\"},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/n\",\"value\":\"x\",\"dataType\":\"boolean\",\"expectedVersion\":-1},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/db/pool-size\",\"value\":\"1\",\"dataType\":\"integer\"},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/s\",\"value\":\"1\",\"type\":\"SecureString\"},"
                + "{\"kind\":\"put\",\"name\":\"/billing/prod/u\",\"value\":\"\\ud800\"}]}";
        Problem problem = problem(calls.send("POST", NS + "/changesets", body));
        assertEquals("invalid-request", problem.shortType());
        List<String> found = present(problem.violations()).stream()
                .map(v -> v.field() + " " + v.rule())
                .toList();
        assertEquals(
                List.of(
                        "changes[1].name name-grammar",
                        "changes[2].value required",
                        "changes[3].value field-of-another-kind",
                        "changes[4].kind required",
                        "changes[5] required",
                        "changes[6].name required",
                        "changes[7].expectedVersion expected-version",
                        "changes[8].name duplicate-name",
                        "changes[9].type secure-string",
                        "changes[10].value value-characters",
                        "changes[0].value maximum"),
                found);
        assertTrue(
                present(problem.violations()).stream().noneMatch(v -> v.remedy().isEmpty()));
    }

    @Test
    void schemas_whenBoundListedReadAndRemoved_answer() {
        assertEquals(
                1,
                as(calls.send("PUT", NS + "/schemas", "true"), CommitAnswer.class)
                        .revision());
        as(calls.send("PUT", NS + "/schemas/db", Fixtures.POOL_SIZE), CommitAnswer.class);
        assertEquals(
                List.of("/billing/prod", "/billing/prod/db"),
                as(calls.send("GET", NS + "/schemas", null), SchemaBinding.All.class).schemas().stream()
                        .map(SchemaBinding::prefix)
                        .toList());
        SchemaBinding one = as(calls.send("GET", NS + "/schemas/db", null), SchemaBinding.class);
        assertEquals(2, one.revision());
        assertEquals(Fixtures.POOL_SIZE, one.schema().toString());
        assertEquals("404 not-found", refusal(calls.send("GET", NS + "/schemas/db/x", null)));
        APIGatewayProxyResponseEvent refused = calls.send("PUT", POOL, "{\"value\":\"0\",\"dataType\":\"integer\"}");
        assertEquals("422 validation-failed", refusal(refused));
        as(calls.send("DELETE", NS + "/schemas/db", null), CommitAnswer.class);
        as(calls.send("PUT", POOL, "{\"value\":\"0\",\"dataType\":\"integer\"}"), CommitAnswer.class);
        assertEquals(
                List.of(new Change.RemoveSchema("/billing/prod/db")),
                board.changeSet(Fixtures.NS, 3).orElseThrow().changes());
        assertEquals(
                "422 validation-failed",
                refusal(calls.send("PUT", NS + "/schemas/db", "{\"$ref\":\"http://example.com/\"}")));
    }

    @Test
    void changes_whenAskedAfterARevision_answersInOrder() {
        assertEquals(
                new ChangesPage(Fixtures.NS, null, 0, List.of()),
                as(calls.get(NS + "/changes", Map.of()), ChangesPage.class));
        put(POOL, "1");
        put(NS + "/parameters/other", "1");
        put(POOL, "2");
        put(NS + "/parameters/other", "2");
        ChangesPage page = as(calls.get(NS + "/changes", Map.of("after", "1", "limit", "2")), ChangesPage.class);
        assertEquals(4, page.revision());
        assertEquals(List.of(2L, 3L), revisions(page));
        ChangesPage below = as(calls.get(NS + "/changes/under/db", Map.of()), ChangesPage.class);
        assertEquals(List.of(1L, 3L, 4L), revisions(below), "the last one looked at, to go on from");
        assertEquals(List.of(), below.changeSets().get(2).changes());
    }

    @Test
    void changes_whenAPageBelowAPrefixHoldsNone_leadsOnWithAnEmptyEntry() {
        put(NS + "/parameters/other", "1");
        put(NS + "/parameters/other", "2");
        as(calls.send("PUT", NS + "/schemas/db", "true"), CommitAnswer.class);
        ChangesPage page = as(calls.get(NS + "/changes/under/db", Map.of("limit", "1")), ChangesPage.class);
        assertEquals(List.of(1L), revisions(page));
        ChangeSet marker = page.changeSets().get(0);
        assertEquals(List.of(), marker.changes());
        assertEquals("", marker.by());
        assertNull(marker.why());
        ChangesPage rest = as(calls.get(NS + "/changes/under/db", Map.of("after", "1")), ChangesPage.class);
        assertEquals(List.of(3L), revisions(rest));
    }

    private static List<Long> revisions(ChangesPage page) {
        return page.changeSets().stream().map(ChangeSet::revision).toList();
    }

    @Test
    void method_whenNotAllowed_answersThoseThatAre() {
        Map<String, String> allowed = Map.of(
                "/parameters/x", "DELETE, GET, PUT",
                "/list", "GET",
                "/changesets", "POST",
                "/schemas", "DELETE, GET, PUT",
                "/changes", "GET");
        allowed.forEach((path, methods) -> {
            APIGatewayProxyResponseEvent answer = calls.send("PATCH", NS + path, "{}");
            assertEquals("405 method-not-allowed", refusal(answer));
            assertEquals(methods, answer.getHeaders().get("Allow"));
        });
    }

    @Test
    void idempotencyKey_whenRepeated_answersTheSameAndRefusesAnotherRequest() {
        Map<String, String> key = Map.of("idempotency-KEY", "k-1");
        APIGatewayProxyResponseEvent first =
                calls.send(event("PUT", POOL, "{\"value\":\"1\"}").withHeaders(key));
        put(POOL, "2");
        assertEquals(
                first.getBody(),
                calls.send(event("PUT", POOL, "{\"value\":\"1\"}").withHeaders(key))
                        .getBody());
        assertEquals(
                "422 idempotency-mismatch",
                refusal(calls.send(event("PUT", POOL, "{\"value\":\"3\"}").withHeaders(key))));
        assertEquals(
                "400 invalid-request",
                refusal(calls.send(
                        event("PUT", POOL, "{\"value\":\"3\"}").withHeaders(Map.of("Idempotency-Key", "a b")))));
        assertEquals("2", as(calls.send("GET", POOL, null), Parameter.class).value());
    }

    @Test
    void store_whenUnavailable_isBusyWithRetryAfter() {
        for (Fault fault : List.of(Fault.THROTTLED, Fault.LOST_REQUEST)) {
            Calls broken = new Calls(api(new FaultyStore(board, call -> fault)));
            String expected = fault == Fault.THROTTLED ? "429 busy" : "503 busy";
            for (APIGatewayProxyResponseEvent answer : List.of(
                    broken.send("PUT", POOL, "{\"value\":\"1\"}"),
                    broken.send("GET", POOL, null),
                    broken.send("GET", NS + "/list", null),
                    broken.send("GET", NS + "/changes", null),
                    broken.send("GET", NS + "/schemas", null))) {
                assertEquals(expected, refusal(answer));
                assertEquals("1", answer.getHeaders().get("Retry-After"));
            }
        }
    }

    @Test
    void fault_whenUnexpected_isInternalWithoutItsMessage() {
        Calls broken = new Calls(call -> {
            throw new IllegalArgumentException("m4rk3r");
        });
        APIGatewayProxyResponseEvent answer = broken.send("GET", POOL, null);
        assertEquals("500 internal", refusal(answer));
        assertTrue(answer.getBody().contains("request-1"));
        assertFalse(answer.getBody().contains("m4rk3r"));
    }

    @Test
    void namespaces_whenListed_comeInPages() {
        for (String namespace : List.of("b/two", "a/one", "~/~")) {
            put("/namespaces/" + namespace + "/parameters/x", "1");
        }
        NamespacePage first = as(calls.get("/namespaces", Map.of("limit", "2")), NamespacePage.class);
        assertEquals(List.of(new Namespace("/"), new Namespace("/a/one")), first.namespaces());
        String token = String.valueOf(first.nextToken());
        NamespacePage last =
                as(calls.get("/namespaces", Map.of("limit", "2", "nextToken", token)), NamespacePage.class);
        assertEquals(new NamespacePage(List.of(new Namespace("/b/two")), null), last);
        for (String none :
                List.of("x", Tokens.of(0, ""), Tokens.of(0, "/a/b/c"), Tokens.of(0, "/" + "n".repeat(3000)))) {
            assertEquals("400 invalid-request", refusal(calls.get("/namespaces", Map.of("nextToken", none))));
        }
        assertEquals("405 method-not-allowed", refusal(calls.send("POST", "/namespaces", "{}")));
        assertEquals("400 invalid-name", refusal(calls.send("GET", "/namespaces/", null)));
    }

    @Test
    void trace_whenARequestHasOne_isKeptWithTheChangeSetAndToldInTheAnswer() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        APIGatewayProxyRequestEvent event = event("PUT", POOL, "{\"value\":\"20\"}");
        event.setHeaders(Map.of("Traceparent", traceparent, "TraceState", "a=1", "Idempotency-Key", "k"));
        CommitAnswer answer = as(calls.send(event), CommitAnswer.class);
        assertEquals(traceparent, answer.traceparent());
        assertEquals(
                new Trace(traceparent, "a=1"),
                board.changeSet(Fixtures.NS, 1).orElseThrow().trace());
        assertEquals(answer, as(calls.send(event), CommitAnswer.class), "a repetition is of the first one's trace");
        CommitAnswer begun = put(POOL, "30");
        assertEquals(
                Trace.begun(String.valueOf(begun.changeSet())).traceparent(),
                begun.traceparent(),
                "without one the change set's id is the trace's");
        assertNull(put(POOL, "30").traceparent(), "nothing was committed");
    }
}
