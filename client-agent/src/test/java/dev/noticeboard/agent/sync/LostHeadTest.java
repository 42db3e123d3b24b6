package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** design.md section 2, the lost head: an answer without a head is a failed read. */
class LostHeadTest {

    @Test
    void answer_whenItHasNoHead_isAFailedReadThatAppliesAndConfirmsNothing() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        Snapshot before = sim.served().orElseThrow();
        Instant confirmed = sim.agent().health().confirmedAt().orElseThrow();
        sim.board.commit(Map.of("a", "2"), true, 0);
        sim.clock.advance(Duration.ofMinutes(1));
        sim.reader.faults = () -> SimReader.Fault.HEADLESS;
        for (boolean consistent : new boolean[] {true, false}) {
            ReadResult.Failed failed = assertInstanceOf(ReadResult.Failed.class, sim.refresh(consistent));
            assertEquals("the change log of /sim/prod was answered without its head", failed.reason());
        }
        assertSame(before, sim.served().orElseThrow());
        assertEquals(confirmed, sim.agent().health().confirmedAt().orElseThrow());
        sim.healAndCatchUp();
        assertEquals("2", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }
}
