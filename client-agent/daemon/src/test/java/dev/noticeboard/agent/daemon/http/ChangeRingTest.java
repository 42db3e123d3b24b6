package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What long polls hear: every change once (promise 6), or that they must read anew; never an unbounded history. */
class ChangeRingTest {
    private final ChangeRing ring = new ChangeRing("/sim/prod");

    private static Snapshot at(String epoch, long revision) {
        return new Snapshot(SimBoard.NAMESPACE, epoch, revision, Map.of(), List.of());
    }

    private static ValueChange change(String name, long version) {
        Value after = new Value(SimBoard.name(name), version, version, ParameterType.STRING, DataType.TEXT, "secret");
        return new ValueChange(SimBoard.name(name), null, after);
    }

    private void hear(String epoch, long from, long to, ValueChange... changes) {
        ring.changed(new SnapshotChange(SimBoard.NAMESPACE, epoch, from, to, List.of(changes), null));
    }

    @Test
    void after_whenChangesWereHeard_namesEachParameterOnceInItsNewestState() {
        hear("e", 5, 6, change("a", 1), change("b", 1));
        hear("e", 6, 8, change("a", 2));
        ChangeRing.Page page = ring.after(5, null, at("e", 8));
        assertFalse(page.reset());
        assertEquals(8, page.revision());
        assertEquals(
                List.of("/sim/prod/b", "/sim/prod/a"),
                page.changes().stream().map(ChangeRing.Entry::name).toList());
        assertEquals(2L, page.changes().get(1).version());
        assertEquals(1, ring.after(6, "e", at("e", 8)).changes().size());
        assertTrue(ring.after(8, "e", at("e", 8)).changes().isEmpty());
        assertFalse(page.toString().contains("secret"));
    }

    @Test
    void after_whenTheSnapshotIsAheadOfWhatWasHeard_doesNotSkipIt() {
        hear("e", 5, 6, change("a", 1));
        ChangeRing.Page early = ring.after(6, null, at("e", 7));
        assertEquals(6, early.revision(), "the change to 7 is still on its way");
        hear("e", 6, 7, change("a", 2));
        assertEquals(1, ring.after(early.revision(), null, at("e", 7)).changes().size());
        assertFalse(ring.after(7, null, at("e", 7)).reset());
    }

    @Test
    void after_whenAskedFromFurtherBackOrAhead_saysReset() {
        assertFalse(ring.after(5, null, at("e", 5)).reset());
        ChangeRing.Page back = ring.after(4, null, at("e", 5));
        assertTrue(back.reset());
        assertEquals(5, back.revision());
        assertTrue(ring.after(9, null, at("e", 5)).reset(), "a restored table has fewer revisions");
        assertTrue(ring.after(5, "other", at("e", 5)).reset());
    }

    @Test
    void after_whenTheEpochChanged_saysResetToAllWhoCountInTheOldOne() {
        hear("e", 5, 9, change("a", 1));
        hear("f", 9, 7, change("a", 2));
        assertTrue(ring.after(9, "e", at("f", 7)).reset());
        assertTrue(ring.after(5, null, at("f", 7)).reset());
        ChangeRing.Page page = ring.after(9, null, at("f", 7));
        assertTrue(page.reset());
        assertEquals("f", page.epoch());
        assertEquals(7, page.revision());
        hear("f", 7, 8, change("a", 3));
        assertEquals(1, ring.after(7, "f", at("f", 8)).changes().size());
    }

    @Test
    void ring_whenManyNamesChange_forgetsTheOldest() {
        int each = ChangeRing.NAMES / 4;
        for (int revision = 1; revision <= 6; revision++) {
            List<ValueChange> many = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                many.add(change("p" + i, revision));
            }
            hear("e", revision - 1, revision, many.toArray(ValueChange[]::new));
        }
        assertTrue(ring.after(1, null, at("e", 6)).reset());
        assertEquals(each, ring.after(2, null, at("e", 6)).changes().size());
        assertFalse(ring.after(2, null, at("e", 6)).reset());
    }

    @Test
    void next_whenForgotten_isKeptNoLonger() {
        var kept = ring.next();
        var forgotten = ring.next();
        ring.forget(forgotten);
        hear("e", 1, 2, change("a", 1));
        assertTrue(kept.woken.isDone());
        assertFalse(forgotten.woken.isDone());
    }
}
