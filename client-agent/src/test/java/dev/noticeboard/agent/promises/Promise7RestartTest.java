package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimDisk;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 4.7: a restart without a network serves the last snapshot from disk. The file itself, whole or not at
 * all, checksummed, mode 0600, is {@code FileSnapshotStoreTest}'s; the two seconds are {@code ParameterAgentTest}'s.
 */
class Promise7RestartTest {

    @Property(tries = 120)
    void restart_whenTheNetworkIsDown_servesAtLeastWhatWasServed(@ForAll long seed) {
        Simulation sim = new Simulation(seed).withFaults(0.1, 3);
        sim.boot();
        for (int i = 0; i < 60; i++) {
            sim.step();
            if (sim.random.nextInt(6) == 0) {
                Optional<Snapshot> before = sim.served();
                sim.networkDownAtBoot = true;
                sim.disk.crash = SimDisk.CrashAt.NOWHERE;
                sim.boot();
                before.ifPresent(b ->
                        assertEquals(b.revision(), sim.served().orElseThrow().revision()));
                sim.assertServedIsTheBoards();
            }
        }
    }

    @Example
    void restart_afterACrashBetweenSaveAndSwap_servesWhatWasSaved() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        sim.board.commit(Map.of("a", "2"), true, 0);
        sim.disk.crash = SimDisk.CrashAt.AFTER_SAVE;
        sim.networkDownAtBoot = true;
        sim.survive(() -> sim.refresh(false));
        assertEquals("2", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Example
    void save_whenItBegins_isBeforeAnybodySeesTheChange() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.boot();
        sim.board.commit(Map.of("a", "2"), true, 0);
        List<String> seen = new ArrayList<>();
        sim.disk.meanwhile =
                () -> seen.add(sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        sim.refresh(false);
        assertEquals(List.of("1"), seen);
    }

    @Example
    void restart_whenTheNetworkIsUp_comesBackOnTheCorrectedValueAtOnce() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "crashes the host"), true, 0);
        sim.boot();
        sim.board.commit(Map.of("a", "corrected"), true, 0);
        sim.boot();
        assertEquals("corrected", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        assertTrue(sim.heard.isEmpty(), "what is served first is not a change");
    }

    @Example
    void save_whenTheDiskIsFull_isCountedAndTriedAgainAndStopsNothing() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "1"), true, 0);
        sim.disk.fails = true;
        sim.boot();
        assertEquals("1", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        assertEquals(1, sim.counters.read().diskFailures());
        assertTrue(sim.agent().health().diskError().isPresent());
        sim.disk.fails = false;
        sim.refresh(false);
        assertEquals(1, sim.disk.saved().orElseThrow().snapshot().revision());
        assertTrue(sim.agent().health().diskError().isEmpty());
    }
}
