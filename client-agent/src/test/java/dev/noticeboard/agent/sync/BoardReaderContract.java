package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every reader of the board does, whatever lies behind it. */
public abstract class BoardReaderContract {
    private static final Namespace NS = SimBoard.NAMESPACE;

    /** The reader of a board on which nothing was ever written. */
    protected abstract BoardReader reader();

    /** Commits on that board; {@code null} deletes. */
    protected abstract ChangeSet commit(Map<String, String> changes, boolean inline);

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
