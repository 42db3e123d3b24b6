package dev.noticeboard.functions.upkeep;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.upkeep.Upkept.expiring;
import static dev.noticeboard.functions.upkeep.Upkept.label;
import static dev.noticeboard.functions.upkeep.Upkept.put;
import static dev.noticeboard.functions.upkeep.Upkept.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.upkeep.UpkeepStore.DueParameter;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every upkeep store promises. */
abstract class UpkeepStoreContract {
    private final ManualTime time = new ManualTime();
    private final Instant start = time.instant();
    private UpkeepStore upkeep;
    private Committer committer;

    /** An empty board. */
    protected abstract BoardStore board();

    /** The upkeep's view of it. */
    protected abstract UpkeepStore newUpkeep();

    @BeforeEach
    void make() {
        upkeep = newUpkeep();
        committer = Fixtures.committer(board(), time, UUID.randomUUID().getMostSignificantBits());
    }

    private Instant in(long seconds) {
        return start.plusSeconds(seconds);
    }

    private DueParameter entry(String path, long seconds) {
        return new DueParameter(name(path), in(seconds));
    }

    private List<DueParameter> due(long seconds) {
        return upkeep.due(in(seconds), null, 100);
    }

    @Test
    void namespaces_whenWritten_areListed() {
        assertEquals(List.of(), upkeep.namespaces());
        write(committer, Fixtures.put("a", "1"));
        assertEquals(List.of(NS), upkeep.namespaces());
    }

    @Test
    void due_whenPoliciesAreSet_answersByTimeWhatIsDueByNow() {
        write(
                committer,
                put("late", "1", expiring(in(30), null)),
                put("early", "1", expiring(in(20), Duration.ofSeconds(10))),
                Fixtures.put("never", "1"));
        assertEquals(List.of(), due(9));
        assertEquals(List.of(entry("early", 10)), due(10));
        assertEquals(List.of(entry("early", 10), entry("late", 30)), due(30));
        assertEquals(List.of(entry("early", 10)), upkeep.due(in(30), null, 1));
    }

    @Test
    void due_whenATimeHasAFraction_roundsItDown() {
        write(committer, put("a", "1", expiring(in(10).plusMillis(900), null)));
        assertEquals(List.of(entry("a", 10)), due(10));
        assertTrue(upkeep.dueStill(entry("a", 10)).isPresent());
    }

    @Test
    void due_whenANewerVersionHasNoPolicies_hasNoEntry() {
        write(committer, put("a", "1", expiring(in(10), null)), put("b", "1", expiring(in(10), null)));
        write(committer, put("a", "1", new Policies(null, null, null)), delete("b"));
        assertEquals(List.of(), due(100));
        assertTrue(upkeep.dueStill(entry("a", 10)).isEmpty());
        assertTrue(upkeep.dueStill(entry("b", 10)).isEmpty());
        assertTrue(upkeep.dueStill(entry("never", 10)).isEmpty());
    }

    @Test
    void due_whenReadInSteps_comesByEachOnceWhateverHappensToThoseBefore() {
        for (int i = 0; i < 5; i++) {
            write(committer, put("p" + i, "1", expiring(in(10 + i / 2), null)));
        }
        Set<String> seen = new HashSet<>();
        DueParameter after = null;
        List<Instant> times = new ArrayList<>();
        List<DueParameter> step = upkeep.due(in(100), after, 2);
        while (!step.isEmpty()) {
            for (DueParameter d : step) {
                assertTrue(seen.add(d.name().text()));
                times.add(d.at());
                after = d;
            }
            assertTrue(upkeep.postpone(step.get(step.size() - 1), 1, null));
            step = upkeep.due(in(100), after, 2);
        }
        assertEquals(5, seen.size());
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void postpone_whenTheEntryHolds_movesOrRemovesItAndNothingElse() {
        write(committer, put("a", "1", expiring(in(10), null)));
        Parameter before = upkeep.dueStill(entry("a", 10)).orElseThrow();
        assertTrue(upkeep.postpone(entry("a", 10), 1, in(50)));
        assertEquals(List.of(), due(49));
        assertEquals(List.of(entry("a", 50)), due(50));
        assertTrue(upkeep.dueStill(entry("a", 10)).isEmpty());
        assertEquals(before, upkeep.dueStill(entry("a", 50)).orElseThrow());
        assertTrue(upkeep.postpone(entry("a", 50), 1, null));
        assertEquals(List.of(), due(1000));
        assertEquals(List.of(before), board().current(List.of(name("a")), true));
        write(committer, put("a", "2", expiring(in(20), null)));
        assertEquals(List.of(entry("a", 20)), due(1000), "the next version has an entry of its own");
    }

    @Test
    void postpone_whenTheVersionOrTheTimeIsAnother_doesNothing() {
        write(committer, put("a", "1", expiring(in(10), null)));
        assertFalse(upkeep.postpone(entry("a", 10), 2, in(50)));
        assertFalse(upkeep.postpone(entry("a", 11), 1, null));
        assertFalse(upkeep.postpone(entry("never", 10), 1, null));
        assertEquals(List.of(entry("a", 10)), due(100));
        assertTrue(board().current(List.of(name("never")), true).isEmpty(), "nothing came into being");
    }

    private List<Long> history(String path) {
        return board().history(name(path), Long.MAX_VALUE, 1000, Long.MAX_VALUE).versions().stream()
                .map(Parameter::version)
                .toList();
    }

    private void versions(String path, int count) {
        for (int i = 1; i <= count; i++) {
            write(committer, Fixtures.put(path, "v" + i));
        }
    }

    @Test
    void drop_whenLabelsAreAsSeen_dropsThoseVersionsOnly() {
        versions("a", 4);
        versions("b", 2);
        assertTrue(upkeep.drop(name("a"), List.of(1L, 3L), board().labels(name("a"))));
        assertEquals(List.of(4L, 2L), history("a"));
        assertEquals(List.of(2L, 1L), history("b"));
        write(committer, label("a", "prod", 2L));
        assertTrue(upkeep.drop(name("a"), List.of(1L, 3L), board().labels(name("a"))), "again does no harm");
        assertTrue(upkeep.drop(name("a"), List.of(), board().labels(name("a"))));
        assertEquals(List.of(4L, 2L), history("a"));
    }

    @Test
    void drop_whenALabelMovedSince_dropsNothing() {
        versions("a", 3);
        Labels none = board().labels(name("a"));
        write(committer, label("a", "prod", 1L));
        assertFalse(upkeep.drop(name("a"), List.of(1L, 2L), none));
        Labels first = board().labels(name("a"));
        write(committer, label("a", "prod", 2L));
        assertFalse(upkeep.drop(name("a"), List.of(1L, 2L), first));
        assertEquals(List.of(3L, 2L, 1L), history("a"));
    }

    @Test
    void drop_whenMoreThanATransactionHolds_dropsAll() {
        versions("a", 60);
        assertTrue(upkeep.drop(name("a"), LongStream.rangeClosed(1, 59).boxed().toList(), board().labels(name("a"))));
        assertEquals(List.of(60L), history("a"));
    }

    @Test
    void label_whenItsVersionWasDropped_isRefused() {
        versions("a", 2);
        assertTrue(upkeep.drop(name("a"), List.of(1L), board().labels(name("a"))));
        assertTrue(
                committer.commit(Fixtures.request(label("a", "prod", 1L))) instanceof Outcome.Refused,
                "as long as the version is looked for");
    }
}
