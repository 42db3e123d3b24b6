package dev.noticeboard.schemas.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.board.Rollout.Transition;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.rollout.Strategies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("design.md section 5: what is kept and told of a rollout")
class RolloutTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ParameterName NAME = new ParameterName("/billing/prod/pool");

    private static Transition transition(long revision, State state) {
        return new Transition(revision, START.plusSeconds(revision), state, false, 1, 1000, "me", "because", null);
    }

    private static Rollout rollout() {
        return new Rollout(
                new Namespace("/billing/prod"),
                "r1",
                "e1",
                2,
                State.ADVANCING,
                null,
                "canary-1-10-100",
                Objects.requireNonNull(Strategies.SHIPPED.get("canary-1-10-100")),
                List.of(new Rollout.Candidate(NAME, 2, false, 1)),
                0,
                0,
                List.of(),
                "me",
                null,
                START,
                START,
                null,
                0,
                List.of(transition(2, State.ADVANCING)));
    }

    @Test
    void json_whenReadBack_isTheSameRollout() {
        Rollout r = rollout()
                .exposing(List.of(Map.of("ring", "canary")), "c1", 7)
                .after(
                        new Transition(
                                3,
                                START,
                                State.BAKING,
                                false,
                                1,
                                1000,
                                "conductor",
                                "opens",
                                new Rollout.Figures(7, 6, 1, 0, 0, List.of("a"))),
                        null,
                        START);
        assertEquals(r, Json.readTolerant(Json.write(r), Rollout.class));
        assertEquals(3, r.steps());
        assertTrue(r.open());
    }

    @Test
    void states_areOpenOrSettlingOrEnded() {
        assertEquals(
                Set.of(State.ADVANCING, State.BAKING),
                Stream.of(State.values()).filter(State::open).collect(Collectors.toSet()));
        assertEquals(
                Set.of(State.COMPLETE, State.ROLLED_BACK, State.ABORTED),
                Stream.of(State.values()).filter(State::ended).collect(Collectors.toSet()));
        assertEquals("\"" + State.ROLLING_BACK.label() + "\"", Json.write(State.ROLLING_BACK));
    }

    @Test
    void transitions_keepTheNewest() {
        Rollout r = rollout();
        for (int i = 0; i < 2 * Rollout.TRANSITIONS; i++) {
            r = r.after(transition(3 + i, State.BAKING), null, START);
        }
        assertEquals(Rollout.TRANSITIONS, r.transitions().size());
        assertEquals(r.revision(), r.transitions().get(Rollout.TRANSITIONS - 1).revision());
    }

    @Test
    void baked_whilePaused_standsStill() {
        Rollout paused = rollout().after(transition(3, State.BAKING), START.plusSeconds(10), START);
        assertEquals(Duration.ofSeconds(10), paused.baked(START.plusSeconds(99)));
        assertEquals(Duration.ofSeconds(99), rollout().baked(START.plusSeconds(99)));
    }

    @Test
    void changes_ofRollouts_areReadBackAndTellNoValue() {
        List<Change> changes = List.of(
                new Change.MoveRollout("r1", State.BAKING, false, 1, 1000, List.of(Map.of("a", "b")), "opens", null),
                new Change.CandidatePut(NAME, 2, ParameterType.STRING, DataType.TEXT, "secret", "r1"),
                new Change.CandidateDelete(NAME, 2, "r1"),
                new Change.Promote(NAME, 2, "r1"),
                new Change.Withdraw(NAME, 2, 1, "r1"));
        for (Change change : changes) {
            assertEquals(change, Json.readTolerant(Json.write(change), Change.class));
            assertFalse(change.toString().contains("secret"));
        }
        Change bare = Json.readTolerant(
                "{\"kind\":\"move-rollout\",\"rollout\":\"r1\",\"state\":\"aborted\",\"paused\":false,\"step\":0,\"share\":0,"
                        + "\"reason\":\"no\"}",
                Change.class);
        assertEquals(List.of(), assertInstanceOf(Change.MoveRollout.class, bare).tags());
    }

    @Test
    void parameter_withMarksOfRollouts_knowsItsHighestNumberAndWhatIsServed() {
        Parameter stable = new Parameter(NAME, 3, 9, ParameterType.STRING, DataType.TEXT, "v", START, "me");
        Parameter.Staged mark = new Parameter.Staged("r1", 4, Parameter.Stage.CANDIDATE);
        Parameter marked = stable.marked(4, mark);
        assertEquals(4, marked.highest());
        assertFalse(marked.unserved(), "the mark is that of another version");
        assertEquals(marked, Json.readTolerant(Json.write(marked), Parameter.class));
        assertEquals(3, stable.highest());
        assertEquals(0, stable.marked(3, null).numbered());
        for (Parameter.Stage stage : Parameter.Stage.values()) {
            Parameter version = stable.marked(0, new Parameter.Staged("r1", 3, stage));
            assertEquals(stage != Parameter.Stage.PROMOTED, version.unserved());
        }
        assertFalse(stable.unserved());
        assertNull(stable.staged());
        assertEquals(12, stable.at(12, 0, null).revision());
    }
}
