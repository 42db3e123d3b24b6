package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Counters.Event;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** design.md section 2, another epoch: confirmed by a consistent read of the head, it means a new snapshot. */
class OtherEpochTest {
    private final Simulation sim = new Simulation(1);
    private String lateNotice = "";

    @BeforeEach
    void servedAtRevisionFour() {
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.board.commit(Map.of("a", "2"), true, 0);
        sim.board.commit(Map.of("a", "3", "b", "3"), true, 0);
        sim.boot();
        ChangeSet fourth = sim.board.commit(Map.of("a", "4"), true, 0);
        sim.refresh(false);
        lateNotice = SimBoard.notice(fourth);
    }

    @Test
    void epoch_whenARestoreRenewedIt_isTakenOverByThePoll() {
        sim.board.restoreTo(2);
        assertInstanceOf(ReadResult.AtHead.class, sim.refresh(false));
        Snapshot s = sim.served().orElseThrow();
        assertEquals("e2", s.epoch());
        assertEquals(2, s.revision());
        assertEquals("2", s.get("/sim/prod/a").orElseThrow());
        assertTrue(s.get("/sim/prod/b").isEmpty(), "what the restored table does not have is gone");
        assertEquals(2, sim.agent().health().known());
    }

    @Test
    void epoch_whenANoticeTellsOfItAndTheHeadConfirms_isTakenOverAtOnce() {
        sim.board.restoreTo(2);
        ChangeSet third = sim.board.commit(Map.of("a", "another 3"), true, 0);
        assertTrue(
                sim.agent().onNotices(List.of(SimBoard.notice(third))).handled().contains(0));
        assertEquals("another 3", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Test
    void epoch_whenTheHeadDoesNotConfirmIt_isIgnoredAndCounted() {
        Snapshot before = sim.served().orElseThrow();
        String stray = lateNotice.replace("\"e1\"", "\"e0\"");
        assertTrue(sim.agent().onNotices(List.of(stray)).handled().contains(0));
        assertSame(before, sim.served().orElseThrow());
        assertEquals(1, sim.counters.of(Event.UNCONFIRMED_EPOCH));
    }

    @Test
    void lateNotice_whenItIsOfAnOldEpoch_changesNothing() {
        sim.board.restoreTo(2);
        sim.refresh(false);
        Snapshot before = sim.served().orElseThrow();
        assertTrue(sim.agent().onNotices(List.of(lateNotice)).handled().contains(0));
        assertSame(before, sim.served().orElseThrow());
        assertEquals(1, sim.counters.of(Event.UNCONFIRMED_EPOCH));
    }

    @Test
    void laggingReplica_whenItStillShowsTheOldEpoch_leadsNowhere() {
        sim.board.restoreTo(2);
        sim.refresh(false);
        Snapshot before = sim.served().orElseThrow();
        sim.reader.lag = () -> 2;
        assertInstanceOf(ReadResult.Unconfirmed.class, sim.refresh(false));
        assertSame(before, sim.served().orElseThrow());
    }

    @Test
    void epoch_whenTheHeadCannotBeRead_keepsTheMessage() {
        sim.board.restoreTo(2);
        ChangeSet third = sim.board.commit(Map.of("a", "another 3"), true, 0);
        sim.reader.faults = () -> SimReader.Fault.FAIL;
        assertTrue(
                sim.agent().onNotices(List.of(SimBoard.notice(third))).handled().isEmpty());
        assertEquals("e1", sim.served().orElseThrow().epoch());
    }
}
