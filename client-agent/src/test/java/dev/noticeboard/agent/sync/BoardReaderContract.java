package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every reader of the board does, whatever lies behind it. */
public abstract class BoardReaderContract {
    private static final Namespace NS = SimBoard.NAMESPACE;

    /** The reader of a board on which nothing was ever written. */
    protected abstract BoardReader reader();

    /** Commits on that board; {@code null} deletes. */
    protected abstract ChangeSet commit(Map<String, String> changes, boolean inline);

    /** Lets something happen on that board. */
    protected abstract ChangeSet change(Function<SimBoard, ChangeSet> change);

    /** Takes an entry out of the log. */
    protected abstract void lose(long revision);

    private ChangeSet put(String name, String text) {
        return commit(Map.of(name, text), true);
    }

    @Test
    void readHead_whenNothingWasWritten_isEmpty() {
        assertEquals(Optional.empty(), reader().readHead(NS));
        assertNull(reader().readLog(NS, 0, true).head());
        assertTrue(reader().readAll(NS).isEmpty());
    }

    @Test
    void readHead_afterCommits_isTheNewest() {
        put("a", "1");
        ChangeSet second = put("a", "2");
        Head head = reader().readHead(NS).orElseThrow();
        assertEquals(2, head.revision());
        assertEquals(second.epoch(), head.epoch());
        assertEquals(NS, head.namespace());
    }

    @Test
    void readLog_afterARevision_holdsTheLaterEntriesInOrderAndTheHead() {
        List<ChangeSet> made = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            made.add(put("a", "v" + i));
        }
        BoardReader.LogAnswer answer = reader().readLog(NS, 3, true);
        assertEquals(made.subList(3, 12), answer.entries());
        assertEquals(12, java.util.Objects.requireNonNull(answer.head()).revision());
    }

    @Test
    void readLog_atTheHead_holdsTheHeadOnly() {
        put("a", "1");
        BoardReader.LogAnswer answer = reader().readLog(NS, 1, false);
        assertTrue(answer.entries().isEmpty());
        assertEquals(1, java.util.Objects.requireNonNull(answer.head()).revision());
    }

    @Test
    void readLog_whenAnEntryIsLost_showsTheHole() {
        put("a", "1");
        put("a", "2");
        put("a", "3");
        lose(2);
        assertEquals(
                List.of(1L, 3L),
                reader().readLog(NS, 0, true).entries().stream()
                        .map(ChangeSet::revision)
                        .toList());
    }

    @Test
    void readLog_whenAnEntryIsByReference_hasNamesAndVersionsOnly() {
        commit(Map.of("a", "large"), false);
        ChangeSet entry = reader().readLog(NS, 0, true).entries().get(0);
        Change.Put put = (Change.Put) entry.changes().get(0);
        assertNull(put.value());
        assertEquals(1, put.version());
    }

    @Test
    void readAll_holdsEveryParameterAndTombstone() {
        put("a", "1");
        put("b", "unicode: \u00e4\u20ac\ud83d\ude00 \"quoted\" \\ \n");
        Map<String, String> deletion = new HashMap<>();
        deletion.put("a", null);
        commit(deletion, true);
        List<Parameter> all = reader().readAll(NS);
        assertEquals(2, all.size());
        Parameter a = all.stream()
                .filter(p -> p.name().equals(SimBoard.name("a")))
                .findFirst()
                .orElseThrow();
        assertTrue(a.tombstone());
        assertEquals(2, a.version());
        assertEquals(3, a.revision());
        Parameter b = all.stream().filter(p -> !p.tombstone()).findFirst().orElseThrow();
        assertEquals("unicode: \u00e4\u20ac\ud83d\ude00 \"quoted\" \\ \n", b.value());
    }

    @Test
    void readRollouts_whenThereNeverWasOne_isEmpty() {
        put("a", "1");
        assertTrue(reader().readRollouts(NS).isEmpty());
    }

    @Test
    void readRollouts_holdsThoseThatAreOpenAsTheyStand() {
        put("a", "1");
        String first = change(b -> b.start(Map.of("a", "2"), true)).id();
        String second = change(b -> b.start(Map.of("b", "1"), false)).id();
        String ended = change(b -> b.start(Map.of("c", "1"), true)).id();
        change(b -> b.withdraw(ended, Rollout.State.ROLLING_BACK));
        change(b -> b.open(second, 1_000, List.of(Map.of("ring", "canary"))));
        Map<String, Rollout> open = reader().readRollouts(NS).stream().collect(Collectors.toMap(Rollout::id, r -> r));
        assertEquals(Set.of(first, second), open.keySet());
        Rollout waiting = Objects.requireNonNull(open.get(first));
        assertEquals(2, waiting.revision());
        assertEquals(Rollout.State.ADVANCING, waiting.state());
        assertEquals(List.of(new Rollout.Candidate(SimBoard.name("a"), 2, false, 1)), waiting.candidates());
        Rollout baking = Objects.requireNonNull(open.get(second));
        assertEquals(Rollout.State.BAKING, baking.state());
        assertEquals(1_000, baking.share());
        assertEquals(1, baking.step());
        assertEquals(List.of(Map.of("ring", "canary")), baking.tags());
        change(b -> b.complete(second));
        assertEquals(
                List.of(first),
                reader().readRollouts(NS).stream().map(Rollout::id).toList());
    }

    @Test
    void readLog_ofARollout_holdsItsMovesAndItsCandidates() {
        ChangeSet inline = change(b -> b.start(Map.of("a", "1"), true));
        ChangeSet byReference = change(b -> b.start(Map.of("b", "1"), false));
        ChangeSet ended = change(b -> b.complete(inline.id()));
        List<ChangeSet> entries = reader().readLog(NS, 0, true).entries();
        assertEquals(inline, entries.get(0));
        assertEquals(byReference.changes().get(0), entries.get(1).changes().get(0));
        assertNull(((Change.CandidatePut) entries.get(1).changes().get(1)).value());
        assertEquals(ended, entries.get(2));
    }

    @Test
    void readAll_ofAParameterThatOnlyARolloutNamed_isATombstoneOfVersion0() {
        String id = change(b -> b.start(Map.of("a", "1"), true)).id();
        Parameter current = reader().readAll(NS).get(0);
        assertTrue(current.tombstone());
        assertEquals(0, current.version());
        change(b -> b.complete(id));
        Parameter stable = reader().readAll(NS).get(0);
        assertEquals("1", stable.value());
        assertEquals(2, stable.revision());
    }

    @Test
    void readVersions_holdsThoseThatExist() {
        put("a", "1");
        put("a", "2");
        List<Parameter> found = reader().readVersions(
                        NS,
                        List.of(
                                new BoardReader.VersionKey(SimBoard.name("a"), 1),
                                new BoardReader.VersionKey(SimBoard.name("a"), 9),
                                new BoardReader.VersionKey(SimBoard.name("z"), 1)));
        assertEquals(List.of("1"), found.stream().map(Parameter::value).toList());
    }

    @Test
    void readVersions_whenThereAreMoreThanOneBatch_holdsThemAll() {
        List<BoardReader.VersionKey> keys = new ArrayList<>();
        for (int set = 0; set < 3; set++) {
            Map<String, String> changes = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                changes.put("n" + i, "v" + set);
                keys.add(new BoardReader.VersionKey(SimBoard.name("n" + i), set + 1));
            }
            commit(changes, true);
        }
        assertEquals(120, reader().readVersions(NS, keys).size(), "two batches of at most 100 keys");
    }
}
