package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 2, the first snapshot: head (R0), all pages, then the log from R0+1 to at least the newest revision seen;
 * the newer revision wins item by item.
 */
class FirstSnapshotTest {

    @Property(tries = 300)
    void snapshot_whenOthersWriteBetweenAnyTwoPages_isAStateThatTheBoardHad(@ForAll long seed) {
        Simulation sim = new Simulation(seed);
        for (int i = 0; i < 5; i++) {
            sim.commit();
        }
        long before = sim.board.revision();
        sim.reader.meanwhile = () -> {
            while (sim.random.nextInt(3) == 0) {
                sim.commit();
            }
        };
        sim.agent().refresh(true);
        Snapshot s = sim.served().orElseThrow();
        assertTrue(s.revision() >= before);
        sim.assertIsTheBoards(s);
    }

    @Example
    void snapshot_whenAPageShowsHalfOfAChangeSet_isCompletedFromTheLog() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "old", "b", "old"), true, 0);
        AtomicInteger calls = new AtomicInteger();
        // Calls: head, pages, a, b. Between a and b, both are written by reference.
        sim.reader.meanwhile = () -> {
            if (calls.incrementAndGet() == 4) {
                sim.board.commit(Map.of("a", "new", "b", "new"), false, 0);
            }
        };
        sim.agent().refresh(true);
        Snapshot s = sim.served().orElseThrow();
        assertEquals("new", s.get("/sim/prod/a").orElseThrow());
        assertEquals("new", s.get("/sim/prod/b").orElseThrow());
        assertEquals(2, s.revision());
    }

    @Example
    void snapshot_whenTheLogLosesWhatThePagesSaw_isBegunAnew() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "old"), true, 0);
        AtomicInteger calls = new AtomicInteger();
        sim.reader.meanwhile = () -> {
            if (calls.incrementAndGet() == 3) {
                sim.board.commit(Map.of("a", "new"), true, 0);
                sim.board.loseLogEntry(2);
            }
        };
        assertInstanceOf(ReadResult.AtHead.class, sim.agent().refresh(true));
        assertEquals("new", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    /** Head, pages, rollouts and log are a call each. */
    private static Simulation withAFailedLog() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "old", "b", "old"), true, 0);
        sim.reader.faults = () -> sim.reader.calls == 4 ? SimReader.Fault.FAIL : SimReader.Fault.NONE;
        assertInstanceOf(ReadResult.Failed.class, sim.agent().refresh(true));
        assertEquals(4, sim.reader.calls);
        return sim;
    }

    @Example
    void snapshot_whenOnlyTheLogCouldNotBeRead_goesOnFromWhatWasRead() {
        Simulation sim = withAFailedLog();
        sim.board.commit(Map.of("a", "new", "c", "new"), true, 0);
        assertInstanceOf(ReadResult.AtHead.class, sim.agent().refresh(true));
        assertEquals(5, sim.reader.calls, "the log alone");
        sim.assertIsTheBoards(sim.served().orElseThrow());
        assertEquals(2, sim.served().orElseThrow().revision());
    }

    @Example
    void snapshot_whenTheLogFromThereIsGoneMeanwhile_isBegunAnew() {
        Simulation sim = withAFailedLog();
        sim.board.commit(Map.of("a", "newer"), true, 0);
        sim.board.commit(Map.of("b", "newer"), true, 0);
        sim.board.loseLogEntry(2);
        assertInstanceOf(ReadResult.AtHead.class, sim.agent().refresh(true));
        assertEquals(9, sim.reader.calls, "the log, and all four");
        sim.assertIsTheBoards(sim.served().orElseThrow());
        assertEquals(3, sim.served().orElseThrow().revision());
    }

    @Example
    void versions_whenAReadBroughtSomeOfThem_areNotReadAgain() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("z", "1"), true, 0);
        sim.agent().refresh(true);
        sim.board.commit(Map.of("a", "1", "b", "2", "c", "3"), false, 0);
        AtomicInteger reads = new AtomicInteger();
        // The log, then the versions.
        sim.reader.faults = () -> reads.incrementAndGet() == 2 ? SimReader.Fault.PARTIAL : SimReader.Fault.NONE;
        assertInstanceOf(ReadResult.Failed.class, sim.agent().refresh(true));
        assertInstanceOf(ReadResult.AtHead.class, sim.agent().refresh(true));
        assertEquals(List.of(3, 1), sim.reader.versionsAsked);
        sim.assertIsTheBoards(sim.served().orElseThrow());
    }

    @Example
    void snapshot_whenNothingWasEverWritten_isAFailedRead() {
        Simulation sim = new Simulation(1);
        ReadResult.Failed failed =
                assertInstanceOf(ReadResult.Failed.class, sim.agent().refresh(true));
        assertTrue(failed.reason().contains("has no head"), failed.reason());
        assertTrue(sim.served().isEmpty());
    }
}
