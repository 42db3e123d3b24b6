package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.rollout.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * A schema failure on the host counts as failure (design, section 5): a change to a value that a typed handle cannot read is vetoed by
 * the agent itself, before any guard is asked.
 */
@Timeout(60)
class ReadingsTest {
    private static final String SECRET = "s3cret, and no number";

    private final LockedReader board = new LockedReader(new SimBoard());
    private final List<ChangePreview> asked = Collections.synchronizedList(new ArrayList<>());

    record Limits(int most) {}

    private AgentOptions.Builder options() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(board)
                .guard(Scope.everything(), change -> {
                    asked.add(change);
                    return Guard.accept();
                })
                .onDemand(Duration.ofHours(1));
    }

    private static List<String> reasons(ParameterAgent agent) {
        return agent.status().withheld().stream()
                .map(AgentStatus.Refused::reason)
                .toList();
    }

    @Test
    void change_toAValueThatAHandleCannotRead_isVetoedCountedAndShown() {
        board.commit(Map.of("x", "1", "y", "old"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Integer> x = agent.parameter("/sim/prod/x").asInteger();
            board.commit(Map.of("x", SECRET, "y", "new"));
            agent.refreshNow();
            assertEquals(1, x.get());
            assertEquals("old", agent.get("/sim/prod/y").orElseThrow(), "the whole change set");
            assertEquals(List.of("/sim/prod/x is read as integer here, and its new value is none"), reasons(agent));
            assertEquals(1, agent.status().counts().guardVetoes());
            assertEquals(2, agent.status().revision());
            assertTrue(asked.isEmpty(), "the guards are not troubled with it");
            board.commit("x", "2");
            agent.refreshNow();
            assertEquals(2, x.get());
            assertEquals("new", agent.get("/sim/prod/y").orElseThrow());
            assertEquals(1, asked.size());
        }
    }

    @Test
    void change_ofEachKind_isJudgedByThatKind() {
        board.commit(Map.of("x", "1"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            ParameterHandle x = agent.parameter("/sim/prod/x");
            Handle<Long> asLong = x.asLong();
            Handle<Double> asDouble = x.asDouble();
            Handle<JsonNode> asJson = x.asJson();
            refused(agent, "1.5", "long");
            refused(agent, "NaN", "double", "JSON", "long");
            refused(agent, "{", "double", "JSON", "long");
            assertEquals(1, asLong.get());
            assertEquals(1.0, asDouble.get());
            assertEquals(1, asJson.get().intValue());
        }
    }

    @Test
    void change_ofHandlesThatTakeMoreThanANumber_isJudgedToo() {
        board.commit(Map.of("flag", "true", "limits", "{\"most\":1}", "wait", "PT1S", "text", "a", "list", "a,b"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Boolean> flag = agent.parameter("/sim/prod/flag").asBoolean();
            Handle<Limits> limits = agent.parameter("/sim/prod/limits").asJson(Limits.class);
            Handle<Duration> wait = agent.parameter("/sim/prod/wait").as("an ISO 8601 duration", Duration::parse);
            Handle<String> text = agent.parameter("/sim/prod/text").asText();
            Handle<List<String>> list = agent.parameter("/sim/prod/list").asList();
            board.commit("flag", "yes");
            board.commit("limits", "{\"most\":\"many\"}");
            board.commit("wait", "soon");
            board.commit(Map.of("text", "", "list", ""));
            agent.refreshNow();
            assertEquals(
                    List.of(
                            "/sim/prod/flag is read as boolean here, and its new value is none",
                            "/sim/prod/limits is read as JSON for " + Limits.class.getName()
                                    + " here, and its new value is none",
                            "/sim/prod/wait is read as an ISO 8601 duration here, and its new value is none"),
                    reasons(agent));
            assertTrue(flag.get());
            assertEquals(1, limits.get().most());
            assertEquals(Duration.ofSeconds(1), wait.get());
            assertEquals("", text.get(), "every text is a text");
            assertEquals(List.of(""), list.get());
        }
    }

    private void refused(ParameterAgent agent, String text, String... kinds) {
        board.commit("x", text);
        agent.refreshNow();
        String reason = reasons(agent).get(0);
        assertTrue(List.of(kinds).stream().anyMatch(k -> reason.contains(" is read as " + k + " here")), reason);
        assertFalse(reason.contains(text), reason);
    }

    @Test
    void deletion_isNoValueThatCouldBeWrong() {
        board.commit(Map.of("x", "1"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Integer> x = agent.parameter("/sim/prod/x").asInteger();
            board.commit("x", null);
            agent.refreshNow();
            assertTrue(x.find().isEmpty());
            assertTrue(reasons(agent).isEmpty());
        }
    }

    @Test
    void value_thatIsServedWhenTheHandleIsMade_staysUntilTheNextChange() {
        board.commit(Map.of("x", SECRET, "y", "1"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            Handle<Integer> x = agent.parameter("/sim/prod/x").asInteger();
            board.commit("y", "2");
            agent.refreshNow();
            assertEquals("2", agent.get("/sim/prod/y").orElseThrow());
            assertTrue(reasons(agent).isEmpty());
            assertEquals(SECRET, agent.get(x.name()).orElseThrow());
            board.commit("x", "other, and no number either");
            agent.refreshNow();
            assertEquals(1, reasons(agent).size());
            assertEquals(SECRET, agent.get(x.name()).orElseThrow());
        }
    }

    @Test
    void handles_ofOneParameterAndKind_areOneEntryHoweverManyAreMade() {
        board.commit(Map.of("x", "1"));
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            for (int i = 0; i < 1_000; i++) {
                assertEquals(1, agent.parameter("/sim/prod/x").asInteger().get());
                assertEquals(
                        "1", agent.parameter("/sim/prod/x").as("a word", t -> t).get());
                assertEquals("1", agent.parameter("/sim/prod/x").asText().get());
            }
            assertEquals(2, agent.readings().size());
        }
    }

    @Test
    void parser_thatHangs_isAVetoWithinTheGuardsTimeLimit() {
        board.commit(Map.of("x", "1", "y", "1"));
        CountDownLatch never = new CountDownLatch(1);
        try (ParameterAgent agent = ParameterAgent.start(
                options().guardTimeout(Duration.ofMillis(200)).build())) {
            Handle<String> x = agent.parameter("/sim/prod/x").as("slow", text -> {
                if (text.equals("2")) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return text;
            });
            board.commit("x", "2");
            agent.refreshNow();
            assertEquals("1", x.get());
            assertEquals(1, reasons(agent).size());
            board.commit("y", "2");
            agent.refreshNow();
            assertEquals("2", agent.get("/sim/prod/y").orElseThrow(), "what no handle reads does not wait for it");
        }
    }

    /** The candidate of a rollout that this host cannot read is withheld and told of; the roll-back leaves no trace of it. */
    @Test
    void candidate_thatAHandleCannotRead_isVetoedOnTheExposedHost() {
        board.commit(Map.of("x", "1"));
        try (ParameterAgent agent = ParameterAgent.start(
                options().hostTags(Map.of("ring", "canary")).build())) {
            Handle<Integer> x = agent.parameter("/sim/prod/x").asInteger();
            ChangeSet start = board.change(b -> b.start(Map.of("x", SECRET), true));
            board.change(b -> b.open(start.id(), 0, List.of(Map.of("ring", "canary"))));
            agent.refreshNow();
            assertEquals(1, x.get());
            assertEquals(List.of("/sim/prod/x is read as integer here, and its new value is none"), reasons(agent));
            assertEquals(
                    List.of(new AgentStatus.OpenRollout(start.id(), 1, 0, true, List.of("/sim/prod/x"))),
                    agent.status().rollouts());
            board.change(b -> b.withdraw(start.id(), dev.noticeboard.schemas.board.Rollout.State.ROLLING_BACK));
            agent.refreshNow();
            assertTrue(reasons(agent).isEmpty());
            assertTrue(agent.status().rollouts().isEmpty());
            assertEquals(1, x.get());
        }
    }

    /** The agent's own id and tags are what exposes it. */
    @Test
    void agent_whoseBucketIsBelowTheShare_servesTheCandidate() {
        board.commit(Map.of("x", "old"));
        ChangeSet start = board.change(b -> b.start(Map.of("x", "new"), true));
        int bucket = Bucket.of(start.id(), "host-1");
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            board.change(b -> b.open(start.id(), bucket, List.of()));
            agent.refreshNow();
            assertEquals("old", agent.get("/sim/prod/x").orElseThrow());
            assertEquals(
                    List.of(false),
                    agent.status().rollouts().stream()
                            .map(AgentStatus.OpenRollout::exposed)
                            .toList());
            board.change(b -> b.open(start.id(), bucket + 1, List.of()));
            agent.refreshNow();
            assertEquals("new", agent.get("/sim/prod/x").orElseThrow());
            Snapshot whole = agent.snapshot().orElseThrow();
            assertEquals(2, whole.rollouts().get(0).step());
        }
    }
}
