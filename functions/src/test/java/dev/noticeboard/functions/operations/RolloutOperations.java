package dev.noticeboard.functions.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.RolloutPage;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting, seeing and moving rollouts by hand; design.md section 5. There is no conductor here. */
public abstract class RolloutOperations {
    private Client client;

    protected abstract Client newClient();

    @BeforeEach
    void connect() {
        client = newClient();
        client.put("db/pool", "10");
    }

    private Map<String, Object> put(String path, String value) {
        return Map.of("kind", "put", "name", client.name(path), "value", value);
    }

    private Client.Call starting(String route, Map<String, Object> change) {
        return client.call("POST", route)
                .body(Map.of("strategy", "canary-1-10-100", "changes", List.of(change), "why", "load"));
    }

    private Rollout started(String path, String value) {
        return starting("rollouts", put(path, value)).as(Rollout.class);
    }

    private Client.Call move(Rollout r, String action) {
        return client.call("POST", "rollouts/" + r.id() + "/" + action).body(Map.of("why", "by me"));
    }

    private static List<String> rules(Problem problem) {
        return Objects.requireNonNull(problem.violations()).stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void rollout_whenItsIdIsLongerThanAKeyMayBe_isNotThere() {
        String id = "n".repeat(1100);
        assertEquals("404 not-found", client.call("GET", "rollouts/" + id).refusal());
        assertEquals(
                "404 not-found",
                client.call("POST", "rollouts/" + id + "/pause").body("{}").refusal());
    }

    @Test
    void rollout_whenItsIdIsUnder_isOneThatIsNotThere() {
        assertEquals("404 not-found", client.call("GET", "rollouts/under").refusal());
        assertEquals(
                "405 method-not-allowed",
                client.call("POST", "rollouts/under").body("{}").refusal());
    }

    @Test
    void start_answersTheRolloutAndLeavesTheStableValue() {
        Rollout r = started("db/pool", "20");
        assertEquals(Rollout.State.ADVANCING, r.state());
        assertEquals("canary-1-10-100", r.strategyName());
        assertEquals("load", r.why());
        Parameter stable = client.get("db/pool");
        assertEquals("10", stable.value());
        assertEquals(r.id(), Objects.requireNonNull(stable.staged()).rollout());
        assertEquals(r, client.call("GET", "rollouts/" + r.id()).as(Rollout.class));
        assertEquals("20", client.value("db/pool:2"), "a candidate can be read by its number");
    }

    @Test
    void start_whenTriedOut_writesNothingAndTellsWhatItWouldDo() {
        DryRun tried = starting("rollouts", put("db/pool", "20")).dryRun();
        assertEquals(
                List.of("move-rollout", "candidate-put"),
                tried.changes().stream().map(DryRun.Item::kind).toList());
        assertEquals(
                List.of(), client.call("GET", "rollouts").as(RolloutPage.class).rollouts());
        assertNull(client.get("db/pool").staged());
    }

    @Test
    void start_underAPrefix_refusesNamesOutsideIt() {
        assertEquals(
                "400 invalid-request",
                starting("rollouts/under/web", put("db/pool", "20")).refusal());
        starting("rollouts/under/db", put("db/pool", "20")).as(Rollout.class);
    }

    @Test
    void start_withoutOneStrategy_isRefusedByNameAndRemedy() {
        Problem none = client.call("POST", "rollouts")
                .body(Map.of("changes", List.of(put("db/pool", "20"))))
                .problem();
        assertEquals(400, none.status());
        Problem unknown = client.call("POST", "rollouts")
                .body(Map.of("strategy", "none-such", "changes", List.of(put("db/pool", "20"))))
                .problem();
        assertTrue(unknown.detail().contains("canary-1-10-100"), unknown.detail());
        Problem broken = client.call("POST", "rollouts")
                .body(Map.of(
                        "inlineStrategy",
                        Map.of("steps", List.of(Map.of("percent", 10))),
                        "changes",
                        List.of(put("db/pool", "20"))))
                .problem();
        assertEquals(List.of("strategy"), rules(broken));
    }

    @Test
    void start_sentAgainUnderItsKey_isOneRollout() {
        Rollout once = starting("rollouts", put("db/pool", "20"))
                .header("Idempotency-Key", "k")
                .as(Rollout.class);
        Rollout again = starting("rollouts", put("db/pool", "20"))
                .header("Idempotency-Key", "k")
                .as(Rollout.class);
        assertEquals(once.id(), again.id());
        assertEquals(
                1,
                client.call("GET", "rollouts").as(RolloutPage.class).rollouts().size());
    }

    @Test
    void pauseResumeAdvanceAbort_byHand_moveItOncePerKey() {
        Rollout r = started("db/pool", "20");
        Rollout paused = move(r, "pause").header("Idempotency-Key", "p").as(Rollout.class);
        assertTrue(paused.pausedAt() != null && paused.open());
        assertEquals(
                paused.revision(),
                move(r, "pause")
                        .header("Idempotency-Key", "p")
                        .as(Rollout.class)
                        .revision());
        assertEquals("409 rollout-moved", move(r, "pause").refusal());
        assertEquals(
                "422 idempotency-mismatch",
                move(r, "resume").header("Idempotency-Key", "p").refusal());
        assertNull(move(r, "resume").as(Rollout.class).pausedAt());
        assertEquals("409 rollout-moved", move(r, "advance").refusal(), "it is advancing already");
        Rollout aborted = move(r, "abort").as(Rollout.class);
        assertEquals(Rollout.State.ABORTED, aborted.state());
        assertEquals("by me", aborted.transitions().get(3).reason());
        Problem ended = move(r, "complete").problem();
        assertEquals(409, ended.status());
        assertTrue(ended.detail().contains("aborted"), ended.detail());
        assertEquals("10", client.value("db/pool"));
        assertEquals(3, client.put("db/pool", "30").parameters().get(0).version());
    }

    @Test
    void complete_byHand_makesTheCandidateStableForReadersAndHistory() {
        Rollout r = started("db/pool", "20");
        client.put("other", "x");
        move(r, "complete").as(Rollout.class);
        assertEquals("20", client.value("db/pool"));
        assertEquals(
                "10",
                client.list("list", call -> call.query("revision", 3)).stream()
                        .filter(p -> p.name().text().endsWith("pool"))
                        .map(Parameter::value)
                        .findFirst()
                        .orElseThrow());
        assertEquals(
                "20",
                client.list("list", call -> call.query("revision", 4)).stream()
                        .filter(p -> p.name().text().endsWith("pool"))
                        .map(Parameter::value)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void write_underRollout_isRefusedWithTheIdAndUrgentlyEndsIt() {
        Rollout r = started("db/pool", "20");
        Problem refused = client.call("PUT", "parameters/db/pool")
                .body(Map.of("value", "30"))
                .problem();
        assertEquals(422, refused.status());
        assertEquals(List.of("under-rollout"), rules(refused));
        assertTrue(refused.detail().contains(r.id()), refused.detail());
        client.put("db/pool", Map.of("value", "0", "urgent", true));
        assertEquals("0", client.value("db/pool"));
        assertEquals(
                Rollout.State.ABORTED,
                client.call("GET", "rollouts/" + r.id()).as(Rollout.class).state());
        started("db/pool", "20");
        client.call("DELETE", "parameters/db/pool").query("urgent", true).commit();
        assertEquals("404 not-found", client.call("GET", "parameters/db/pool").refusal());
    }

    @Test
    void changes_belowAPrefix_showCandidatesThereAndNoOthers() {
        client.call("POST", "rollouts")
                .body(Map.of(
                        "strategy", "all-at-once", "changes", List.of(put("db/pool", "20"), put("web/port", "8080"))))
                .as(Rollout.class);
        List<Change> shown = new ArrayList<>();
        for (ChangeSet entry :
                client.call("GET", "changes/under/web").as(ChangesPage.class).changeSets()) {
            shown.addAll(entry.changes());
        }
        assertEquals(1, shown.size());
        assertTrue(
                shown.get(0) instanceof Change.CandidatePut c && c.name().text().endsWith("/web/port"));
    }

    @Test
    void list_inPages_givesEachOnceAndOpenOnesOnRequest() {
        for (int i = 0; i < 5; i++) {
            started("p" + i, "x");
        }
        List<String> ids = new ArrayList<>();
        String token = null;
        do {
            Client.Call call = client.call("GET", "rollouts").query("limit", 2);
            RolloutPage page = (token == null ? call : call.query("nextToken", token)).as(RolloutPage.class);
            page.rollouts().forEach(r -> ids.add(r.id()));
            token = page.nextToken();
        } while (token != null);
        assertEquals(5, ids.stream().distinct().count());
        assertEquals(5, ids.size());
        assertEquals(
                5,
                client.call("GET", "rollouts")
                        .query("open", true)
                        .as(RolloutPage.class)
                        .rollouts()
                        .size());
        assertFalse(ids.isEmpty());
        assertEquals("404 not-found", client.call("GET", "rollouts/none-such").refusal());
    }
}
