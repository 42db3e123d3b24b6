package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.rollout.Bucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** design.md section 5, on one host, one thing at a time; {@code RolloutFleetTest} has them in the mass. */
class RolloutTest {
    private static final List<Map<String, String>> NO_TAGS = List.of();
    private static final Rollout.Figures FIGURES = new Rollout.Figures(0, 0, 0, 0, 0, List.of());
    private static final String NOTHING = "nothing";
    private static final int ALL = Bucket.BUCKETS;

    private final List<ChangePreview> asked = new ArrayList<>();
    private final Simulation sim = new Simulation(1);

    private void boot(Map<String, String> texts) {
        sim.board.commit(texts, true, 0);
        sim.boot();
        sim.judge = change -> {
            asked.add(change);
            return change.changes().stream().anyMatch(c -> isBad(c.after()))
                    ? Guard.veto("bad is bad")
                    : Guard.accept();
        };
    }

    private static boolean isBad(@Nullable Value value) {
        return value != null && value.text().equals("bad");
    }

    private String start(String... namesAndTexts) {
        return push(sim.board.start(texts(namesAndTexts), true)).id();
    }

    private static Map<String, String> texts(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            String text = namesAndTexts[i + 1];
            if (text.equals(NOTHING)) {
                putNull(texts, namesAndTexts[i]);
            } else {
                texts.put(namesAndTexts[i], text);
            }
        }
        return texts;
    }

    @SuppressWarnings("NullAway") // As the simulated board takes a deletion.
    private static void putNull(Map<String, String> texts, String name) {
        texts.put(name, null);
    }

    private Value value(String shortName) {
        return Objects.requireNonNull(snapshot().value("/sim/prod/" + shortName));
    }

    /** Its notice arrives. */
    private ChangeSet push(ChangeSet c) {
        NoticesResult result = sim.agent().onNotices(List.of(SimBoard.notice(c)));
        assertTrue(result.handled().contains(0));
        assertEquals(c.revision(), snapshot().revision());
        return c;
    }

    private Snapshot snapshot() {
        return sim.served().orElseThrow();
    }

    private String get(String shortName) {
        return snapshot().get("/sim/prod/" + shortName).orElse("");
    }

    private int reads() {
        return sim.reader.calls;
    }

    private int bucket(String rollout) {
        return Bucket.of(rollout, sim.host.agentId());
    }

    @Test
    void start_servesNothingNewAndAsksNobody() {
        boot(Map.of("a", "old"));
        int before = reads();
        start("a", "new", "b", "new");
        assertEquals("old", get("a"));
        assertEquals("", get("b"));
        assertTrue(asked.isEmpty());
        assertTrue(sim.heard.isEmpty());
        assertEquals(before, reads(), "the notice said it all");
        assertEquals(2, snapshot().rollouts().get(0).choices().size());
    }

    @Test
    void step_whenItReachesThisHost_exposesTheCandidates() {
        boot(Map.of("a", "old", "gone", "old"));
        String id = start("a", "new", "b", "new", "gone", NOTHING);
        push(sim.board.open(id, bucket(id), NO_TAGS));
        assertEquals("old", get("a"), "hosts of a lower bucket than the share only");
        push(sim.board.open(id, bucket(id) + 1, NO_TAGS));
        assertEquals("new", get("a"));
        assertEquals("new", get("b"));
        assertEquals("", get("gone"), "a candidate may be a tombstone");
        assertEquals(3, asked.get(0).changes().size(), "offered like any change");
        assertEquals(1, sim.heard.size());
        push(sim.board.open(id, ALL, NO_TAGS));
        assertEquals(1, asked.size(), "a host that is exposed hears nothing of the next step");
        assertEquals(1, sim.heard.size());
    }

    @Test
    void step_byTags_exposesWhoHasThem() {
        sim.nextTags = Map.of("ring", "canary", "zone", "a");
        boot(Map.of("a", "old", "b", "old"));
        String one = start("a", "new");
        String two = start("b", "new");
        push(sim.board.open(one, 0, List.of(Map.of("ring", "canary"))));
        push(sim.board.open(two, 0, List.of(Map.of("ring", "canary", "zone", "b"))));
        assertEquals("new", get("a"));
        assertEquals("old", get("b"), "all tags of a group");
        push(sim.board.open(two, 0, List.of(Map.of("ring", "canary", "zone", "b"), Map.of("zone", "a"))));
        assertEquals("new", get("b"), "of any group");
    }

    @Test
    void completion_givesTheCandidateToEveryHost() {
        boot(Map.of("a", "old", "gone", "old"));
        String id = start("a", "new", "b", "new", "gone", NOTHING);
        ChangeSet end = push(sim.board.complete(id));
        assertEquals("new", get("a"));
        assertEquals("new", get("b"));
        assertEquals("", get("gone"));
        assertTrue(snapshot().rollouts().isEmpty());
        assertEquals(end.revision(), value("a").revision(), "as its item says from then on");
        assertEquals(1, asked.size());
    }

    @Test
    void completion_onAnExposedHost_changesNothingThatAnybodyNotices() {
        boot(Map.of("a", "old"));
        String id = start("a", "new");
        push(sim.board.open(id, ALL, NO_TAGS));
        asked.clear();
        sim.heard.clear();
        push(sim.board.complete(id));
        assertEquals("new", get("a"));
        assertTrue(asked.isEmpty());
        assertTrue(sim.heard.isEmpty());
    }

    @Test
    void rollBack_takesAnExposedHostBackWithoutARestart() {
        boot(Map.of("a", "old", "gone", "old"));
        String id = start("a", "new", "b", "new", "gone", NOTHING);
        push(sim.board.open(id, ALL, NO_TAGS));
        push(sim.board.withdraw(id, Rollout.State.ROLLING_BACK));
        assertEquals("old", get("a"));
        assertEquals("", get("b"));
        assertEquals("old", get("gone"));
        assertEquals(1, value("a").version());
        assertEquals(2, asked.size(), "the way back is a change like any other");
        assertEquals(2, sim.heard.size());
        push(sim.board.settle(id));
        assertTrue(snapshot().rollouts().isEmpty());
    }

    @Test
    void rollBack_onAHostThatIsNotExposed_changesNothing() {
        boot(Map.of("a", "old"));
        String id = start("a", "new");
        push(sim.board.withdraw(id, Rollout.State.ABORTED));
        assertEquals("old", get("a"));
        assertTrue(asked.isEmpty());
        assertTrue(sim.heard.isEmpty());
    }

    @Test
    void candidate_whenAGuardRefusesIt_isWithheldAndTheRollBackDissolvesThatUnasked() {
        boot(Map.of("a", "old", "b", "old"));
        String id = start("a", "bad", "b", "new");
        ChangeSet step = push(sim.board.open(id, ALL, NO_TAGS));
        assertEquals("old", get("b"), "withheld whole");
        assertEquals("bad is bad", snapshot().withheld().get(0).reason());
        assertEquals(step.revision(), snapshot().withheld().get(0).toRevision());
        assertEquals(1, sim.counters.of(Counters.Event.GUARD_VETO));
        asked.clear();
        push(sim.board.withdraw(id, Rollout.State.ROLLING_BACK));
        assertTrue(snapshot().withheld().isEmpty());
        assertTrue(asked.isEmpty());
        assertTrue(sim.heard.isEmpty());
        assertEquals("old", get("a"));
    }

    @Test
    void candidate_whenAGuardRefusedIt_isOfferedAgainByItsCompletion() {
        boot(Map.of("a", "old"));
        String id = start("a", "bad");
        push(sim.board.open(id, ALL, NO_TAGS));
        push(sim.board.complete(id));
        assertEquals(2, asked.size());
        assertEquals("old", get("a"));
        assertEquals(1, snapshot().withheld().size());
    }

    @Test
    void stable_whenItWasWithheldBeforeTheRollout_isWhatTheBoardHas() {
        boot(Map.of("a", "old", "b", "old"));
        push(sim.board.commit(texts("a", "bad", "b", "new"), true, 0));
        String id = start("a", "good");
        push(sim.board.open(id, ALL, NO_TAGS));
        assertEquals("good", get("a"));
        assertEquals("new", get("b"), "the withheld rest came with it");
        push(sim.board.withdraw(id, Rollout.State.ROLLING_BACK));
        assertEquals("good", get("a"), "the stable value is the one that this host refuses");
        assertEquals(List.of("/sim/prod/a"), snapshot().withheld().get(0).names());
    }

    @Test
    void urgentWrite_endsTheRolloutAndWins() {
        boot(Map.of("a", "old", "b", "old"));
        String id = start("a", "new", "b", "new");
        push(sim.board.open(id, ALL, NO_TAGS));
        push(sim.board.urgent(Map.of("a", "urgent")));
        assertEquals("urgent", get("a"));
        assertEquals("old", get("b"));
        assertTrue(snapshot().rollouts().isEmpty());
        assertEquals(2, asked.size(), "one change set, asked about once");
    }

    @Test
    void catchUp_overAWholeRollout_isOfferedByItsNetEffect() {
        boot(Map.of("a", "old"));
        String one = sim.board.start(texts("a", "bad"), true).id();
        sim.board.open(one, ALL, NO_TAGS);
        sim.board.withdraw(one, Rollout.State.ROLLING_BACK);
        sim.board.settle(one);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        assertTrue(asked.isEmpty(), "a host that slept through a mistake and its end need not refuse either");
        String two = sim.board.start(texts("a", "new"), false).id();
        sim.board.open(two, 1, NO_TAGS);
        sim.board.complete(two);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        assertEquals("new", get("a"));
        assertEquals(1, asked.size());
        assertEquals(1, sim.counters.of(Counters.Event.SNAPSHOT), "the log alone led there");
    }

    @Test
    void catchUp_whenItsNetEffectIsRefused_followsTheRolloutOneByOne() {
        boot(Map.of("a", "old", "b", "old"));
        String id = sim.board.start(texts("a", "new"), true).id();
        sim.board.open(id, ALL, NO_TAGS);
        sim.board.commit(texts("b", "bad"), true, 0);
        sim.refresh(false);
        assertEquals("new", get("a"));
        assertEquals("old", get("b"));
        assertEquals(List.of("/sim/prod/b"), snapshot().withheld().get(0).names());
        assertTrue(snapshot().rollouts().get(0).exposed());
    }

    @Test
    void candidates_byReference_areReadFromTheHistory() {
        boot(Map.of("a", "old"));
        ChangeSet start = sim.board.start(texts("a", "large", "gone", NOTHING), false);
        sim.agent().onNotices(List.of(SimBoard.notice(start)));
        push(sim.board.open(start.id(), ALL, NO_TAGS));
        assertEquals("large", get("a"));
        assertEquals(1, sim.counters.of(Counters.Event.SNAPSHOT));
    }

    @Test
    void ordinaryWrite_underARollout_changesTheStableValue() {
        boot(Map.of("a", "old"));
        String id = start("a", "new");
        push(sim.board.commit(texts("a", "other"), true, 0));
        assertEquals("other", get("a"), "not exposed yet");
        push(sim.board.open(id, ALL, NO_TAGS));
        assertEquals("new", get("a"));
        push(sim.board.commit(texts("a", "third"), true, 0));
        assertEquals("new", get("a"));
        push(sim.board.withdraw(id, Rollout.State.ROLLING_BACK));
        assertEquals("third", get("a"));
    }

    @Test
    void firstSnapshot_onAnExposedHost_servesTheCandidateUnasked() {
        boot(Map.of("a", "old", "gone", "old"));
        String id = sim.board
                .start(texts("a", "bad", "gone", NOTHING, "b", "new"), true)
                .id();
        sim.board.open(id, ALL, NO_TAGS);
        Simulation other = fresh();
        other.agent().refresh(true);
        assertEquals("bad", other.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        other.assertIsTheBoards(other.served().orElseThrow());
        HeldRollout held = other.served().orElseThrow().rollouts().get(0);
        assertTrue(held.exposed());
        assertEquals(1, held.step());
        assertEquals(
                Arrays.asList("old", "old", null),
                held.choices().stream()
                        .map(c -> c.stable().value())
                        .map(v -> v == null ? null : v.text())
                        .toList());
    }

    /** Another agent of the same board, with nothing on its disk. */
    private Simulation fresh() {
        return new Simulation(1, sim.board);
    }

    @Test
    void restart_withoutANetwork_servesWhatWasExposed() {
        boot(Map.of("a", "old"));
        String id = start("a", "new");
        push(sim.board.open(id, ALL, NO_TAGS));
        sim.networkDownAtBoot = true;
        sim.boot();
        assertEquals("new", get("a"));
        sim.networkDownAtBoot = false;
        push(sim.board.withdraw(id, Rollout.State.ROLLING_BACK));
        assertEquals("old", get("a"), "it still knew the stable value");
        assertEquals(0, sim.counters.of(Counters.Event.SNAPSHOT));
    }

    @Test
    void restart_ofAHostThatTheCandidateCrashed_comesBackOnTheStableValue() {
        boot(Map.of("a", "old"));
        String id = start("a", "crashes the host");
        push(sim.board.open(id, ALL, NO_TAGS));
        sim.board.withdraw(id, Rollout.State.ROLLING_BACK);
        sim.boot();
        assertEquals("old", get("a"));
        assertTrue(sim.heard.isEmpty(), "what is served first is not a change");
    }

    @Test
    void restart_withOtherTags_isExposedByThoseThatItHasNow() {
        boot(Map.of("a", "old", "b", "old"));
        String id = start("a", "new");
        push(sim.board.open(id, 0, List.of(Map.of("ring", "canary"))));
        assertEquals("old", get("a"));
        sim.networkDownAtBoot = true;
        sim.nextTags = Map.of("ring", "canary");
        sim.boot();
        assertEquals("new", get("a"));
        assertEquals(1, asked.size(), "guards have a say in it");
        sim.networkDownAtBoot = false;
        push(sim.board.commit(texts("b", "new"), true, 0));
        sim.networkDownAtBoot = true;
        sim.boot();
        assertEquals("new", get("a"), "and what was saved since is whole");
        sim.nextTags = Map.of();
        sim.boot();
        assertEquals("old", get("a"));
        assertEquals("new", get("b"));
    }

    @Test
    void move_ofARolloutThatTheHostDoesNotHold_callsForANewSnapshot() {
        boot(Map.of("a", "old"));
        String id = sim.board.start(texts("a", "new"), true).id();
        // The start is lost to this host, as it is to one that is older than rollouts.
        ChangeSet start = new ChangeSet(
                SimBoard.NAMESPACE,
                sim.board.epoch(),
                2,
                "x",
                Instant.EPOCH,
                "sim",
                null,
                true,
                0,
                List.of(new Change.Other("of-a-later-step")));
        sim.agent().onNotices(List.of(SimBoard.notice(start)));
        ChangeSet open = sim.board.open(id, ALL, NO_TAGS);
        // Twice in one batch: what cannot be followed once cannot be followed the second time.
        String notice = SimBoard.notice(open);
        assertEquals(2, sim.agent().onNotices(List.of(notice, notice)).handled().size());
        assertEquals("new", get("a"));
        assertEquals(2, sim.counters.of(Counters.Event.SNAPSHOT));
        assertEquals(0, sim.counters.of(Counters.Event.FAILED_READ));
    }

    /** Its snapshot is of an agent that knew of no rollouts: nothing in it tells whether one is open. */
    @Test
    void restart_onAFileFromBeforeRollouts_readsTheBoardAnew() {
        boot(Map.of("a", "old"));
        String id = sim.board.start(texts("a", "new"), true).id();
        sim.board.open(id, ALL, NO_TAGS);
        SnapshotStore older = new SnapshotStore() {
            @Override
            public Loaded load() {
                Snapshot passedBy = sim.disk.saved().orElseThrow().snapshot().atRevision(3);
                return new Loaded.Found(new SavedSnapshot(passedBy, null, false));
            }

            @Override
            public void save(SavedSnapshot saved, @Nullable Delta since) {
                assertTrue(since == null, "whole, and so with its rollouts");
            }
        };
        Sync agent = new Sync(
                SimBoard.NAMESPACE,
                sim.reader,
                older,
                change -> Guard.accept(),
                new Announcer(new Counters()),
                new Counters(),
                sim.clock);
        assertTrue(agent.load());
        assertEquals(new ReadResult.AtHead(3), agent.refresh(true));
        assertEquals("new", agent.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        assertEquals(new ReadResult.AtHead(3), agent.refresh(true));
    }

    @Test
    void notice_thatEndsARolloutAndLeavesACandidateUnsaid_isReadFromTheLog() {
        boot(Map.of("a", "old"));
        String id = start("a", "new");
        sim.board.withdraw(id, Rollout.State.ABORTED);
        ChangeSet half = new ChangeSet(
                SimBoard.NAMESPACE,
                sim.board.epoch(),
                3,
                "x",
                Instant.EPOCH,
                "sim",
                null,
                true,
                0,
                List.of(new Change.MoveRollout(
                        id, Rollout.State.ABORTED, false, 0, 0, List.of(), "simulated", FIGURES)));
        String notice = SimBoard.notice(half);
        sim.agent().onNotices(List.of(notice, notice));
        assertEquals(3, snapshot().revision());
        assertEquals(1, sim.counters.of(Counters.Event.APPLIED_BY_POLL), "the log has the whole of it");
        assertTrue(snapshot().rollouts().isEmpty());
    }

    @Test
    void notice_withAMalformedMove_isRejected() {
        boot(Map.of("a", "old"));
        String good = SimBoard.notice(sim.board.start(texts("a", "new"), true));
        for (String bad : List.of(
                good.replace("\"share\":0", "\"share\":100001"),
                good.replace("\"share\":0", "\"share\":-1"),
                good.replace("\"state\":\"advancing\"", "\"state\":\"of a later step\""),
                good.replaceAll("\"rollout\":\"[^\"]*\",?", ""),
                good.replace("\"version\":2", "\"version\":0"),
                good.replace("/sim/prod/a", "/sim/other/a"))) {
            assertFalse(bad.equals(good));
            long before = sim.counters.of(Counters.Event.REJECTED_NOTICE);
            sim.agent().onNotices(List.of(bad));
            assertEquals(before + 1, sim.counters.of(Counters.Event.REJECTED_NOTICE), bad);
        }
        assertEquals(1, snapshot().revision());
        push(sim.board.withdraw(sim.board.openRollouts().get(0).id(), Rollout.State.ABORTED));
    }

    /** Functions refuse the second one. */
    @Test
    void rollouts_ofTheSameParameter_breakNothing() {
        boot(Map.of("a", "old", "b", "old"));
        String one = start("a", "one", "b", "new");
        sim.board.start(texts("a", "two"), true);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        sim.board.open(one, ALL, NO_TAGS);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        assertEquals("new", get("b"));
        sim.board.complete(one);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        sim.board.openRollouts().forEach(r -> sim.board.withdraw(r.id(), Rollout.State.ABORTED));
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        sim.assertServedIsTheBoards();
        assertEquals("one", get("a"));
        assertEquals(0, sim.counters.of(Counters.Event.FAILED_READ));
    }

    @Test
    void rollouts_ofDifferentParameters_runSideBySide() {
        boot(Map.of("a", "old", "b", "old"));
        String one = start("a", "new");
        String two = start("b", "new");
        push(sim.board.open(two, ALL, NO_TAGS));
        assertEquals("old", get("a"));
        assertEquals("new", get("b"));
        push(sim.board.complete(one));
        push(sim.board.withdraw(two, Rollout.State.ROLLING_BACK));
        assertEquals("new", get("a"));
        assertEquals("old", get("b"));
        assertEquals(Collections.emptyList(), snapshot().rollouts());
    }
}
