package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.name.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions, labels, differences and the way back. */
public abstract class HistoryOperations {
    private Client client;

    protected abstract Client newClient();

    @BeforeEach
    void connect() {
        client = newClient();
    }

    private Client.Call label(String path, Map<String, ?> body) {
        return client.call("PUT", "labels/" + path).body(body);
    }

    private HistoryPage history(String path) {
        return client.call("GET", "history/" + path).as(HistoryPage.class);
    }

    @Test
    void restore_triedOutWithAKeyThatIsNone_isRefused() {
        client.put("a", "1");
        assertEquals(
                "400 invalid-request",
                client.call("POST", "restores")
                        .query("dryRun", true)
                        .header("Idempotency-Key", "")
                        .body(Map.of("revision", 1))
                        .refusal());
    }

    @Test
    void history_whenRead_isNewestFirstWithLabels() {
        client.put("a", "1");
        client.put("a", "2");
        client.delete("a");
        client.put("a", "4");
        label("a", Map.of("label", "stable", "version", 2)).commit();
        label("a", Map.of("label", "live")).commit();
        HistoryPage all = history("a");
        assertEquals(
                List.of("4 [live]", "null []", "2 [stable]", "1 []"),
                all.versions().stream()
                        .map(e -> e.parameter().value() + " " + e.labels())
                        .toList());
        List<Long> versions = new ArrayList<>();
        String token = null;
        do {
            Client.Call call = client.call("GET", "history/a").query("limit", 3);
            HistoryPage page = (token == null ? call : call.query("nextToken", token)).as(HistoryPage.class);
            page.versions().forEach(e -> versions.add(e.parameter().version()));
            token = page.nextToken();
        } while (token != null);
        assertEquals(List.of(4L, 3L, 2L, 1L), versions);
        assertEquals("404 not-found", client.call("GET", "history/b").refusal());
        client.put("b", "1");
        client.put("b", "2");
        String ofB = client.call("GET", "history/b")
                .query("limit", 1)
                .as(HistoryPage.class)
                .nextToken();
        assertEquals(
                "400 invalid-request",
                client.call("GET", "history/a")
                        .query("nextToken", Objects.requireNonNull(ofB))
                        .refusal());
    }

    @Test
    void label_whenMoved_standsAtOneVersionOnly() {
        client.put("a", "1");
        client.put("a", "2");
        CommitAnswer first = label("a", Map.of("label", "stable")).commit();
        assertTrue(first.changed());
        assertEquals(3, first.revision());
        assertFalse(label("a", Map.of("label", "stable", "version", 2)).commit().changed());
        label("a", Map.of("label", "stable", "version", 1, "expectedVersion", 2))
                .commit();
        assertEquals("1", client.value("a:stable"));
        Problem lost = label("a", Map.of("label", "stable", "version", 2, "expectedVersion", 2))
                .problem();
        assertEquals(new Problem.Winner(client.name("a") + ":stable", 1, 4, false), lost.winner());
        assertEquals(
                "409 conflict",
                label("a", Map.of("label", "stable", "version", 2, "expectedVersion", 0))
                        .refusal());
        client.call("DELETE", "labels/a")
                .query("label", "stable")
                .query("expectedVersion", 1)
                .commit();
        assertEquals("404 not-found", client.call("GET", "parameters/a:stable").refusal());
        assertFalse(client.call("DELETE", "labels/a")
                .query("label", "stable")
                .commit()
                .changed());
        label("a", Map.of("label", "stable", "expectedVersion", 0)).commit();
        assertEquals("2", client.value("a:stable"));
    }

    @Test
    void label_whenItCannotStandThere_isRefused() {
        client.put("a", "1");
        client.put("gone", "1");
        client.delete("gone");
        assertEquals(
                "422 validation-failed",
                label("a", Map.of("label", "x", "version", 2)).refusal());
        assertEquals(
                "422 validation-failed",
                label("gone", Map.of("label", "x", "version", 2)).refusal());
        assertEquals(
                "422 validation-failed", label("gone", Map.of("label", "x")).refusal());
        assertEquals(
                "422 validation-failed", label("never", Map.of("label", "x")).refusal());
        label("gone", Map.of("label", "x", "version", 1)).commit();
        for (String wrong : List.of("", "1x", "aws-x", "SSM.x", "a b", "x".repeat(101))) {
            assertEquals(
                    "400 invalid-request", label("a", Map.of("label", wrong)).refusal(), wrong);
        }
    }

    @Test
    void labels_whenElevenStandAtAVersion_areRefusedWhole() {
        client.put("a", "1");
        client.put("a", "2");
        List<Map<String, Object>> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(Map.of("kind", "label", "name", client.name("a"), "label", "l" + i, "version", 1));
        }
        client.call("POST", "changesets").body(Map.of("changes", ten)).commit();
        assertEquals(
                "400 invalid-request",
                label("a", Map.of("label", "l10", "version", 1)).refusal());
        client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        List.of(
                                Map.of("kind", "label", "name", client.name("a"), "label", "l10", "version", 1),
                                Map.of("kind", "label", "name", client.name("a"), "label", "l0", "version", 2))))
                .commit();
        assertEquals(10, history("a").versions().get(1).labels().size());
    }

    @Test
    void diff_whenTwoVersionsDiffer_namesTheFields() {
        client.put("a", Map.of("value", "1", "description", "one"));
        client.put("a", Map.of("value", "2", "tags", Map.of("k", "v")));
        client.delete("a");
        VersionDiff diff =
                client.call("GET", "diff/a").query("from", 1).query("to", 2).as(VersionDiff.class);
        assertEquals(List.of("value", "tags"), diff.fields());
        assertEquals("1", Objects.requireNonNull(diff.from()).value());
        assertEquals("2", Objects.requireNonNull(diff.to()).value());
        VersionDiff last = client.call("GET", "diff/a").as(VersionDiff.class);
        assertEquals(3, Objects.requireNonNull(last.to()).version());
        assertEquals(List.of("value"), last.fields());
        assertNull(client.call("GET", "diff/a")
                .query("from", 0)
                .query("to", 1)
                .as(VersionDiff.class)
                .from());
        assertEquals(
                "404 not-found", client.call("GET", "diff/a").query("to", 4).refusal());
        assertEquals("404 not-found", client.call("GET", "diff/b").refusal());
    }

    @Test
    void compare_whenRevisionsDiffer_tellsTheNetChange() {
        client.put("a", "1");
        client.put("b", "1");
        client.put("b", "2");
        client.put("b", "1");
        client.put("db/c", "1");
        client.delete("a");
        label("b", Map.of("label", "live")).commit();
        VersionDiff.OfRevisions all =
                client.call("GET", "compare").query("from", 2).as(VersionDiff.OfRevisions.class);
        assertEquals(
                List.of(client.name("a"), client.name("db/c")),
                all.parameters().stream().map(d -> d.name().text()).toList(),
                "b is again what it was");
        assertEquals(7, all.toRevision());
        VersionDiff.OfRevisions below = client.call("GET", "compare/under/db")
                .query("from", 0)
                .query("to", 5)
                .as(VersionDiff.OfRevisions.class);
        assertEquals(1, below.parameters().size());
        assertEquals("400 invalid-request", client.call("GET", "compare").refusal());
        assertEquals(
                "400 invalid-request",
                client.call("GET", "compare").query("from", 3).query("to", 2).refusal());
        assertEquals(
                "400 invalid-request",
                client.call("GET", "compare").query("from", 0).query("to", 8).refusal());
    }

    @Test
    void restore_whenOfAVersion_putsBackAllThatItWas() {
        client.put("a", Map.of("value", "1", "dataType", "integer", "description", "d", "tags", Map.of("k", "v")));
        Parameter first = client.get("a");
        client.put("a", Map.of("value", "x", "dataType", "text", "description", "", "tags", Map.of()));
        client.delete("a");
        Map<String, ?> item = Map.of("kind", "restore", "name", client.name("a"), "version", 1);
        client.call("POST", "changesets/under/a")
                .body(Map.of("changes", List.of(item)))
                .commit();
        Parameter back = client.get("a");
        assertEquals(4, back.version());
        assertEquals(List.of(), VersionDiff.fields(first, back));
        Map<String, ?> tombstone = Map.of("kind", "restore", "name", client.name("a"), "version", 3);
        assertEquals(
                "422 validation-failed",
                client.call("POST", "changesets")
                        .body(Map.of("changes", List.of(tombstone)))
                        .refusal());
    }

    @Test
    void restore_whenOfARevision_bringsAllOfItBackInMarkedParts() {
        client.put("same", "1");
        List<String> paths = IntStream.range(0, 60).mapToObj(i -> "p" + i).toList();
        for (int i = 0; i < 60; i += 30) {
            write(paths.subList(i, i + 30), "old");
        }
        client.put("deleted-later", Map.of("value", "7", "dataType", "integer", "tags", Map.of("k", "v")));
        long then = client.revision();
        Map<String, String> before = client.values();
        for (int i = 0; i < 60; i += 30) {
            write(paths.subList(i, i + 30), "new");
        }
        client.delete("deleted-later");
        client.put("made-later", "1");

        DryRun tried =
                client.call("POST", "restores").body(Map.of("revision", then)).dryRun();
        assertEquals(62, tried.changes().size());
        assertTrue(tried.passes());
        assertNotEquals(before, client.values());

        RestoreRequest.Answer answer = client.call("POST", "restores")
                .body(Map.of("revision", then, "why", "went wrong"))
                .as(RestoreRequest.Answer.class);
        assertTrue(answer.done());
        assertEquals(2, answer.parts());
        assertEquals(2, answer.committed().size());
        assertEquals(before, client.values());
        assertEquals(Map.of("k", "v"), client.get("deleted-later").tags());
        List<ChangeSet> log = client.call("GET", "changes")
                .query("after", answer.committed().get(0).revision() - 1)
                .as(ChangesPage.class)
                .changeSets();
        assertEquals(
                List.of(new RestorePart(answer.id(), then, 1, 2), new RestorePart(answer.id(), then, 2, 2)),
                log.stream().map(ChangeSet::restore).toList());
        assertEquals(Limits.CHANGES, log.get(0).changes().size());
        assertEquals("went wrong", log.get(1).why());
        RestoreRequest.Answer again =
                client.call("POST", "restores").body(Map.of("revision", then)).as(RestoreRequest.Answer.class);
        assertTrue(again.done());
        assertEquals(List.of(), again.committed());
    }

    private void write(List<String> paths, String value) {
        client.call("POST", "changesets")
                .body(Map.of(
                        "changes",
                        paths.stream()
                                .map(p -> Map.of("kind", "put", "name", client.name(p), "value", value))
                                .toList()))
                .commit();
    }

    @Test
    void restore_whenUnderAPrefix_leavesTheRestAlone() {
        client.put("db/a", "old");
        client.put("dbx", "old");
        client.put("db/a", "new");
        client.put("dbx", "new");
        client.call("POST", "restores/under/db").body(Map.of("revision", 2)).as(RestoreRequest.Answer.class);
        assertEquals(Map.of("db/a", "old", "dbx", "new"), client.values());
        assertEquals(
                "400 malformed-body", client.call("POST", "restores").body("{}").refusal());
        assertEquals(
                "400 invalid-request",
                client.call("POST", "restores").body(Map.of("revision", 99)).refusal());
        assertEquals(
                "400 invalid-request",
                client.call("POST", "restores")
                        .body(Map.of("revision", 1, "resume", "!"))
                        .refusal());
    }

    @Test
    void restore_whenRepeatedUnderItsKey_isAnsweredOnce() {
        client.put("a", "old");
        client.put("a", "new");
        String key = "restore" + client.namespace();
        RestoreRequest.Answer first = client.call("POST", "restores")
                .header("Idempotency-Key", key)
                .body(Map.of("revision", 1))
                .as(RestoreRequest.Answer.class);
        client.put("a", "newest");
        RestoreRequest.Answer again = client.call("POST", "restores")
                .header("Idempotency-Key", key)
                .body(Map.of("revision", 1))
                .as(RestoreRequest.Answer.class);
        assertEquals(first, again);
        assertEquals("newest", client.value("a"));
        assertEquals(
                "422 idempotency-mismatch",
                client.call("POST", "restores")
                        .header("Idempotency-Key", key)
                        .body(Map.of("revision", 2))
                        .refusal());
        assertNotNull(first.id());
    }
}
