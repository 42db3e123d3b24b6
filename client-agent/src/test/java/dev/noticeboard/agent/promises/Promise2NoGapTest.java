package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Counters.Event;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** design.md section 4.2: R+1 on top of R only; any other newer notice makes the agent catch up at once, and is counted. */
class Promise2NoGapTest {

    @Property(tries = 150)
    void served_whenNoticesComeInAnyOrder_isAlwaysAStateTheBoardHad(@ForAll long seed) {
        Simulation sim = new Simulation(seed).withFaults(0.1, 3);
        sim.invariant = Simulation::assertServedIsTheBoards;
        sim.boot();
        for (int i = 0; i < 120; i++) {
            sim.step();
        }
        sim.healAndCatchUp();
        assertEquals(sim.board.revision(), sim.served().orElseThrow().revision());
        sim.assertServedIsTheBoards();
    }

    @Property(tries = 100)
    void gap_whenTheTableIsReachable_isCaughtUpWithinTheSameCall(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int missed) {
        Simulation sim = new Simulation(seed);
        sim.commit();
        sim.boot();
        ChangeSet last = sim.commit();
        for (int i = 1; i < missed; i++) {
            last = sim.commit();
        }
        int reads = sim.reader.calls;
        assertTrue(
                sim.agent().onNotices(List.of(SimBoard.notice(last))).handled().contains(0));
        Snapshot served = sim.served().orElseThrow();
        assertEquals(sim.board.revision(), served.revision());
        sim.assertServedIsTheBoards();
        assertEquals(1, sim.counters.of(Event.GAP));
        assertEquals(missed, sim.counters.of(Event.APPLIED_BY_POLL));
        assertTrue(sim.reader.calls > reads);
    }

    @Property(tries = 100)
    void batch_whenTheQueueSwappedItsMessages_isAppliedInOrderWithoutARead(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int size) {
        Simulation sim = new Simulation(seed);
        sim.board.commit(Map.of("a", "0"), true, 0);
        sim.boot();
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(SimBoard.notice(sim.board.commit(Map.of("a", "v" + i), true, 0)));
        }
        Collections.shuffle(batch, new Random(seed));
        int reads = sim.reader.calls;
        assertEquals(size, sim.agent().onNotices(batch).handled().size());
        sim.assertServedIsTheBoards();
        assertEquals(size, sim.counters.of(Event.APPLIED_BY_PUSH));
        assertEquals(0, sim.counters.of(Event.GAP));
        assertEquals(reads, sim.reader.calls);
    }

    @Test
    void notice_whenTheAgentHasItsRevision_isADuplicateAndReadsNothing() {
        Simulation sim = new Simulation(1);
        ChangeSet first = sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        int reads = sim.reader.calls;
        assertTrue(
                sim.agent().onNotices(List.of(SimBoard.notice(first))).handled().contains(0));
        assertEquals(1, sim.counters.of(Event.DUPLICATE));
        assertEquals(reads, sim.reader.calls);
    }

    @Test
    void gap_whenTheReadFails_leavesTheMessageForAnotherTime() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        sim.board.commit(Map.of("a", "2"), true, 0);
        ChangeSet third = sim.board.commit(Map.of("a", "3"), true, 0);
        sim.reader.faults = () -> dev.noticeboard.agent.simulation.SimReader.Fault.FAIL;
        assertTrue(
                sim.agent().onNotices(List.of(SimBoard.notice(third))).handled().isEmpty());
        assertEquals(1, sim.served().orElseThrow().revision());
        assertEquals(1, sim.counters.of(Event.FAILED_READ));
    }

    @Test
    void notice_whenItsRevisionIsNotThere_isRejectedAfterAConsistentRead() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        String forged =
                "{\"noticeboard\":1,\"namespace\":\"/sim/prod\",\"epoch\":\"e1\",\"revision\":77,\"spreadMillis\":0}";
        assertTrue(sim.agent().onNotices(List.of(forged)).handled().contains(0));
        assertEquals(1, sim.counters.of(Event.REJECTED_NOTICE));
        assertEquals(1, sim.agent().health().known());
    }
}
