package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.sync.Counters.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** design.md section 2, the hole: read again, consistently; still a hole, a new snapshot. */
class HoleInTheLogTest {
    private final Simulation sim = new Simulation(1);

    private void servedAtRevisionOne() {
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        sim.board.commit(Map.of("a", "2"), true, 0);
        sim.board.commit(Map.of("b", "3"), true, 0);
        sim.board.commit(Map.of("a", "4"), true, 0);
    }

    @Test
    void hole_whenRetentionTookTheNextEntry_leadsToANewSnapshot() {
        servedAtRevisionOne();
        sim.board.forgetLogUpTo(2);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        sim.assertServedIsTheBoards();
        assertEquals(2, sim.counters.of(Event.HOLE), "seen, and seen again in the consistent read");
        assertEquals(2, sim.counters.of(Event.SNAPSHOT));
        assertEquals(1, sim.heard.size(), "one change, by its difference");
    }

    @Test
    void hole_whenTheConsistentReadHasTheEntry_isNoneAndNoSnapshotIsTaken() {
        servedAtRevisionOne();
        boolean[] first = {true};
        sim.reader.faults = () -> {
            boolean partial = first[0];
            first[0] = false;
            return partial
                    ? dev.noticeboard.agent.simulation.SimReader.Fault.PARTIAL
                    : dev.noticeboard.agent.simulation.SimReader.Fault.NONE;
        };
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        sim.assertServedIsTheBoards();
        assertEquals(1, sim.counters.of(Event.HOLE));
        assertEquals(1, sim.counters.of(Event.SNAPSHOT), "the first only");
    }

    @Test
    void hole_whenItIsInTheMiddle_appliesWhatRunsUpToIt() {
        servedAtRevisionOne();
        sim.board.loseLogEntry(3);
        sim.refresh(false);
        sim.assertServedIsTheBoards();
        assertEquals(1, sim.counters.of(Event.APPLIED_BY_POLL), "revision 2 was applied before the snapshot");
        assertEquals(4, sim.served().orElseThrow().revision());
    }

    @Test
    void valuesByReference_whenTheHistoryLacksThem_countAsAHole() {
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        sim.board.commit(Map.of("a", "2"), false, 0);
        sim.reader.faults = () -> sim.reader.calls % 4 == 2
                ? dev.noticeboard.agent.simulation.SimReader.Fault.PARTIAL
                : dev.noticeboard.agent.simulation.SimReader.Fault.NONE;
        for (int i = 0; i < 3; i++) {
            sim.refresh(true);
        }
        sim.assertServedIsTheBoards();
        assertEquals(2, sim.served().orElseThrow().revision());
    }
}
