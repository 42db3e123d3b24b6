package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.schemas.api.BatchRequest;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading and writing parameters. */
public abstract class ParameterOperations {
    private Client client;

    protected abstract Client newClient();

    @BeforeEach
    void connect() {
        client = newClient();
    }

    @Test
    void put_whenItSaysMore_keepsItWithTheVersion() {
        client.put(
                "db/pool",
                Map.of(
                        "value",
                        "20",
                        "dataType",
                        "integer",
                        "description",
                        "size",
                        "tags",
                        Map.of("team", "data"),
                        "allowedPattern",
                        "^[0-9]+$",
                        "policies",
                        Map.of("expiresAt", "2999-01-01T00:00:00Z", "notifyBeforeExpiry", "P15D"),
                        "why",
                        "load"));
        Parameter first = client.get("db/pool");
        assertEquals("size", first.description());
        assertEquals(Map.of("team", "data"), first.tags());
        assertEquals("^[0-9]+$", first.allowedPattern());
        assertEquals(new Policies(Instant.parse("2999-01-01T00:00:00Z"), Duration.ofDays(15), null), first.policies());
        assertEquals("load", first.why());

        client.put("db/pool", "30");
        Parameter kept = client.get("db/pool");
        assertEquals(first.metadata(), kept.metadata());
        assertEquals(DataType.INTEGER, kept.dataType());
        assertNull(kept.why());

        client.put(
                "db/pool",
                Map.of("value", "30", "description", "", "tags", Map.of(), "allowedPattern", "", "policies", Map.of()));
        Parameter bare = client.get("db/pool");
        assertEquals(3, bare.version());
        assertNull(bare.description());
        assertEquals(Map.of(), bare.tags());
        assertNull(bare.allowedPattern());
        assertNull(bare.policies());
        CommitAnswer same = client.put("db/pool", Map.of("value", "30", "tags", Map.of()));
        assertFalse(same.changed());
    }

    @Test
    void put_whenTheValueBreaksThePattern_isRefusedAndSaysWhich() {
        client.put("x", Map.of("value", "abc", "allowedPattern", "^[a-z]+$"));
        Problem problem =
                client.call("PUT", "parameters/x").body(Map.of("value", "ABC")).problem();
        assertEquals("validation-failed", problem.shortType());
        assertEquals(
                "allowed-pattern",
                Objects.requireNonNull(problem.violations()).get(0).rule());
        assertEquals("abc", client.value("x"));
    }

    @Test
    void put_whenWhatIsSaidIsOutOfBounds_isRefused() {
        for (Map<String, ?> more : List.of(
                Map.of("description", "x".repeat(1025)),
                Map.of("allowedPattern", "("),
                Map.of("allowedPattern", "(?=x)"),
                Map.of("tags", Map.of("", "x")),
                Map.of("tags", Map.of("aws:x", "x")),
                Map.of("tags", Map.of("k", "x".repeat(257))),
                Map.of("policies", Map.of("notifyBeforeExpiry", "P1D")),
                Map.of("policies", Map.of("notifyUnchangedAfter", "PT0S")),
                Map.of("policies", Map.of("expiresAt", "2001-01-01T00:00:00Z")))) {
            Map<String, Object> body = new HashMap<>(more);
            body.put("value", "1");
            assertEquals(
                    "400 invalid-request",
                    client.call("PUT", "parameters/x").body(body).refusal(),
                    more.toString());
        }
        assertEquals(0, client.revision());
    }

    @Test
    void put_whenSecureString_isRefusedClearly() {
        Map<String, String> body = Map.of("value", "s3cret", "type", "SecureString");
        assertEquals(
                "422 secure-string-unavailable",
                client.call("PUT", "parameters/x").body(body).refusal());
    }

    @Test
    void get_whenAVersionOrALabelIsNamed_answersThatOne() {
        client.put("a", "one");
        client.put("a", "two");
        client.call("PUT", "labels/a")
                .body(Map.of("label", "stable", "version", 1))
                .commit();
        assertEquals("one", client.value("a:1"));
        assertEquals("two", client.value("a:2"));
        assertEquals("one", client.value("a:stable"));
        assertEquals("404 not-found", client.call("GET", "parameters/a:3").refusal());
        assertEquals("404 not-found", client.call("GET", "parameters/a:none").refusal());
        assertEquals("404 not-found", client.call("GET", "parameters/b:1").refusal());
        assertEquals("400 invalid-name", client.call("GET", "parameters/a:0").refusal());
        assertEquals("400 invalid-name", client.call("GET", "parameters/a:1:2").refusal());
        assertEquals(
                "400 invalid-name",
                client.call("PUT", "parameters/a:1").body("{}").refusal());
        client.delete("a");
        assertEquals("404 not-found", client.call("GET", "parameters/a").refusal());
        assertEquals("404 not-found", client.call("GET", "parameters/a:3").refusal());
        assertEquals("one", client.value("a:stable"));
    }

    @Test
    void get_whenTheCallerHasTheRevision_answers304() {
        long revision = client.put("a", "one").revision();
        Exchange.Answer answer = client.call("GET", "parameters/a").send();
        String tag = Objects.requireNonNull(answer.headers().get("ETag"));
        assertEquals("\"" + revision + "\"", tag);
        Exchange.Answer again =
                client.call("GET", "parameters/a").header("If-None-Match", tag).send();
        assertEquals(304, again.status());
        assertEquals("", again.body());
        client.put("a", "two");
        assertEquals(
                200,
                client.call("GET", "parameters/a")
                        .query("consistent", true)
                        .header("If-None-Match", tag)
                        .send()
                        .status());
    }

    @Test
    void batch_whenSomeAreMissing_listsThem() {
        client.put("a", "1");
        client.put("b/c", "2");
        client.put("gone", "3");
        client.delete("gone");
        BatchRequest request = new BatchRequest(
                List.of(
                        client.name("b/c"),
                        client.name("no"),
                        client.name("gone"),
                        client.name("a"),
                        client.name("a:1"),
                        client.name("gone:1"),
                        client.name("a:nolabel")),
                true);
        BatchRequest.Answer answer = client.call("POST", "batch").body(request).as(BatchRequest.Answer.class);
        assertEquals(
                List.of("2", "1", "1", "3"),
                answer.parameters().stream().map(Parameter::value).toList());
        assertEquals(List.of(client.name("no"), client.name("gone"), client.name("a:nolabel")), answer.missing());
        assertEquals(List.of(), answer.unread());
    }

    @Test
    void batchAndList_whenTheyDoNotFitOneAnswer_sayHowToGoOn() {
        String large = "x".repeat(64 * 1024);
        List<String> names =
                IntStream.range(0, 70).mapToObj(i -> client.name("large" + i)).toList();
        for (int i = 0; i < 70; i += 14) {
            client.call("POST", "changesets")
                    .body(Map.of(
                            "changes",
                            names.subList(i, i + 14).stream()
                                    .map(n -> Map.of("kind", "put", "name", n, "value", large))
                                    .toList()))
                    .commit();
        }
        BatchRequest.Answer answer =
                client.call("POST", "batch").body(new BatchRequest(names, null)).as(BatchRequest.Answer.class);
        assertEquals(names.subList(answer.parameters().size(), 70), answer.unread());
        assertFalse(answer.unread().isEmpty());
        BatchRequest.Answer rest = client.call("POST", "batch")
                .body(new BatchRequest(answer.unread(), null))
                .as(BatchRequest.Answer.class);
        assertEquals(List.of(), rest.unread());
        assertEquals(70, answer.parameters().size() + rest.parameters().size());

        Exchange.Answer page = client.call("GET", "list").query("limit", 1000).send();
        assertTrue(page.body().length() < 5 * 1024 * 1024, "a Lambda's answer holds 6 MB");
        assertNotNull(Json.readStrict(page.body(), ParameterPage.class).nextToken());
        assertEquals(70, client.list("list", c -> c.query("limit", 1000)).size());
    }

    @Test
    void batch_whenItIsWrong_isRefused() {
        for (Object body : List.of(
                Map.of("names", List.of()),
                Map.of("names", List.of(client.name("a"), client.name("a"))),
                Map.of("names", List.of("/other/place/a")),
                Map.of("names", List.of(client.name("a:0"))),
                Map.of(
                        "names",
                        IntStream.range(0, 101)
                                .mapToObj(i -> client.name("n" + i))
                                .toList()))) {
            assertEquals(400, client.call("POST", "batch").body(body).problem().status(), body.toString());
        }
        Map<String, List<String>> outside = Map.of("names", List.of(client.name("dbx")));
        assertEquals(
                400,
                client.call("POST", "batch/under/db").body(outside).problem().status());
    }

    @Test
    void list_whenOneLevelIsAskedFor_leavesOutWhatLiesDeeper() {
        for (String path : List.of("db", "db/a", "db/a/b", "db/c", "db-x", "z")) {
            client.put(path, path);
        }
        assertEquals(
                List.of("db", "db/a", "db/c"), paths(client.list("list/under/db", c -> c.query("recursive", false))));
        assertEquals(
                List.of("db", "db/a", "db/a/b", "db/c"), paths(client.list("list/under/db", c -> c.query("limit", 2))));
        assertEquals(List.of("db", "db-x", "z"), paths(client.list("list", c -> c.query("recursive", false))));
    }

    private List<String> paths(List<Parameter> parameters) {
        return parameters.stream().map(p -> client.namespace().pathOf(p.name())).toList();
    }

    @Test
    void list_whenOthersWriteBetweenThePages_staysTrueToItsRevision() {
        for (String path : List.of("a", "b", "c", "d", "e", "f")) {
            client.put(path, "old");
        }
        ParameterPage first = client.call("GET", "list").query("limit", 2).as(ParameterPage.class);
        client.put("c", "new");
        client.put("c", "newer");
        client.delete("d");
        client.put("dd", "new");
        client.delete("e");
        client.put("e", "again");
        List<Parameter> all = new ArrayList<>(first.parameters());
        String token = first.nextToken();
        while (token != null) {
            ParameterPage page = client.call("GET", "list")
                    .query("limit", 2)
                    .query("nextToken", token)
                    .as(ParameterPage.class);
            assertEquals(6, page.revision());
            all.addAll(page.parameters());
            token = page.nextToken();
        }
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), paths(all));
        assertTrue(all.stream().allMatch(p -> "old".equals(p.value())));
        assertEquals(all, client.list("list", c -> c.query("revision", 6)));
        assertEquals(List.of(), client.list("list", c -> c.query("revision", 0)));
        assertEquals(
                Map.of("a", "old", "b", "old", "c", "newer", "dd", "new", "e", "again", "f", "old"), client.values());
    }

    @Test
    void list_whenTheCallerHasTheRevision_answers304() {
        client.put("a", "1");
        String tag = Objects.requireNonNull(
                client.call("GET", "list").send().headers().get("ETag"));
        assertEquals(
                304,
                client.call("GET", "list").header("If-None-Match", tag).send().status());
        assertEquals(
                304,
                client.call("GET", "list")
                        .header("If-None-Match", "\"1\"")
                        .send()
                        .status());
        client.put("a", "2");
        assertEquals(
                200,
                client.call("GET", "list").header("If-None-Match", tag).send().status());
    }

    @Test
    void list_whenTheTokenIsOfAnotherPlace_isRefused() {
        client.put("db/a", "1");
        client.put("z/b", "1");
        client.put("z/c", "1");
        String token = client.call("GET", "list/under/z")
                .query("limit", 1)
                .as(ParameterPage.class)
                .nextToken();
        assertNotNull(token);
        for (String wrong : List.of(token, "!", "e", "eA")) {
            assertEquals(
                    "400 invalid-request",
                    client.call("GET", "list/under/db")
                            .query("nextToken", wrong)
                            .refusal());
        }
        assertEquals(
                "400 invalid-request",
                client.call("GET", "list").query("revision", 9).refusal());
    }

    @Test
    void changeSet_whenItMixesKinds_isOneRevision() {
        client.put("a", "1");
        client.put("a", "2");
        client.put("b", "1");
        CommitAnswer answer = client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        List.of(
                                Map.of("kind", "restore", "name", client.name("a"), "version", 1, "expectedVersion", 2),
                                Map.of("kind", "delete", "name", client.name("b")),
                                Map.of("kind", "put", "name", client.name("c"), "value", "x", "expectedVersion", 0),
                                Map.of("kind", "label", "name", client.name("c"), "label", "live"),
                                Map.of("kind", "label", "name", client.name("a"), "label", "old", "version", 2))))
                .commit();
        assertEquals(4, answer.revision());
        assertEquals(Map.of("a", "1", "c", "x"), client.values());
        assertEquals("x", client.value("c:live"));
        assertEquals("2", client.value("a:old"));
        ChangesPage page = client.call("GET", "changes").query("after", 3).as(ChangesPage.class);
        assertEquals(5, page.changeSets().get(0).changes().size());
    }

    @Test
    void changeSet_whenUnderAPrefix_refusesNamesOutside() {
        Map<String, Object> body =
                Map.of("changes", List.of(Map.of("kind", "put", "name", client.name("dbx"), "value", "x")));
        assertEquals(
                "400 invalid-request",
                client.call("POST", "changesets/under/db").body(body).refusal());
        assertEquals(0, client.revision());
    }

    @Test
    void dryRun_whenAsked_saysWhatWouldHappenAndWritesNothing() {
        client.put("a", Map.of("value", "7", "dataType", "integer"));
        client.put("b", "1");
        DryRun tried = client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        List.of(
                                Map.of("kind", "put", "name", client.name("a"), "value", "8", "description", "d"),
                                Map.of("kind", "put", "name", client.name("b"), "value", "1"),
                                Map.of("kind", "put", "name", client.name("n"), "value", "secretive"),
                                Map.of("kind", "label", "name", client.name("n"), "label", "live"))))
                .dryRun();
        assertTrue(tried.passes());
        assertEquals(2, tried.revision());
        assertEquals(
                List.of(
                        new DryRun.Item("put", client.name("a"), 1, 2, List.of("value", "description"), null),
                        new DryRun.Item("put", client.name("n"), 0, 1, List.of("value"), null),
                        new DryRun.Item("label", client.name("n"), 0, 1, List.of(), "live")),
                tried.changes());
        DryRun bad = client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        List.of(
                                Map.of("kind", "put", "name", client.name("a"), "value", "x"),
                                Map.of("kind", "put", "name", "/other/place/a", "value", "x"),
                                Map.of("kind", "delete", "name", client.name("b"), "expectedVersion", 9))))
                .dryRun();
        assertEquals(
                List.of("prefix-outside", "data-type"),
                bad.violations().stream().map(v -> v.rule()).toList());
        assertEquals(List.of(new Problem.Winner(client.name("b"), 1, 2, false)), bad.conflicts());
        assertEquals(1, client.call("DELETE", "parameters/a").dryRun().changes().size());
        assertEquals(
                List.of(),
                client.call("PUT", "parameters/b")
                        .body(Map.of("value", "1"))
                        .dryRun()
                        .changes());
        assertEquals(2, client.revision());
    }

    @Test
    void write_whenRepeatedUnderItsKey_happensOnce() {
        for (String method : List.of("PUT", "DELETE")) {
            Client.Call call =
                    client.call(method, "parameters/a").header("Idempotency-Key", method + client.namespace());
            if (method.equals("PUT")) {
                call.body(Map.of("value", "1"));
            }
            CommitAnswer first = call.commit();
            assertEquals(first, call.commit());
        }
        assertEquals(2, client.revision());
        assertEquals(
                "422 idempotency-mismatch",
                client.call("PUT", "parameters/b")
                        .header("Idempotency-Key", "PUT" + client.namespace())
                        .body(Map.of("value", "1"))
                        .refusal());
    }

    @Test
    void feed_whenItWaits_answersAtOnceWhatIsThereAndEndsInTime() {
        client.put("a", "1");
        assertEquals(
                1,
                client.call("GET", "changes")
                        .query("waitSeconds", 20)
                        .as(ChangesPage.class)
                        .changeSets()
                        .size());
        ChangesPage nothing = client.call("GET", "changes")
                .query("after", 1)
                .query("waitSeconds", 1)
                .as(ChangesPage.class);
        assertEquals(List.of(), nothing.changeSets());
        assertEquals(
                "400 invalid-request",
                client.call("GET", "changes").query("waitSeconds", 21).refusal());
    }
}
