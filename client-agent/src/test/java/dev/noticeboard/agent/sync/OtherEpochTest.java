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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void renewal_whenItsNoticeComes_isTakenOverWithinItsSpread() {
        sim.board.rewind(2);
        ChangeSet renewed = sim.board.renewEpoch(10_000);
        NoticesResult result = sim.agent().onNotices(List.of(SimBoard.notice(renewed)));
        assertTrue(result.handled().contains(0));
        assertEquals(Optional.of(Duration.ofSeconds(10)), result.readWithin(), "no herd (promise 8)");
        assertEquals("e1", sim.served().orElseThrow().epoch());
        sim.refresh(false);
        assertEquals("e2", sim.served().orElseThrow().epoch());
        assertEquals(3, sim.served().orElseThrow().revision());
        assertEquals("2", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    /** Revisions 3 and 4 of the old epoch were served; the new one has others of these numbers. */
    @Test
    void reusedRevisions_whenTheyComeByNotice_areNotTakenForThoseThatWereServed() {
        sim.board.rewind(2);
        ChangeSet renewed = sim.board.renewEpoch(0);
        ChangeSet fourth = sim.board.commit(Map.of("a", "another 4"), true, 0);
        ChangeSet fifth = sim.board.commit(Map.of("b", "5"), true, 0);
        sim.agent()
                .onNotices(
                        List.of(SimBoard.notice(fifth), SimBoard.notice(renewed), SimBoard.notice(fourth), lateNotice));
        Snapshot s = sim.served().orElseThrow();
        assertEquals("e2", s.epoch());
        assertEquals(5, s.revision());
        assertEquals("another 4", s.get("/sim/prod/a").orElseThrow());
        assertEquals("5", s.get("/sim/prod/b").orElseThrow());
    }

    @Test
    void olderCopy_whileItsEpochIsNotRenewed_changesNothing() {
        Snapshot before = sim.served().orElseThrow();
        sim.board.rewind(2);
        assertInstanceOf(ReadResult.Unconfirmed.class, sim.refresh(false));
        assertInstanceOf(ReadResult.Unconfirmed.class, sim.refresh(true));
        assertSame(before, sim.served().orElseThrow());
    }
}
