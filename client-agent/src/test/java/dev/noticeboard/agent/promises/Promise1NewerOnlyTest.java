package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** design.md section 4.1: within an epoch, the revision that an agent serves never goes back, across restarts too. */
class Promise1NewerOnlyTest {
    private Optional<Snapshot> last = Optional.empty();

    @Property(tries = 150)
    void servedRevision_whenAnythingHappens_neverGoesBack(@ForAll long seed) {
        last = Optional.empty();
        Simulation sim = new Simulation(seed).withFaults(0.15, 4);
        sim.invariant = this::notBack;
        sim.boot();
        for (int i = 0; i < 120; i++) {
            sim.step();
        }
    }

    private void notBack(Simulation sim) {
        Optional<Snapshot> now = sim.served();
        if (now.isPresent() && last.isPresent()) {
            Snapshot before = last.get();
            int epochs =
                    Integer.compare(sim.board.epochNumber(now.get().epoch()), sim.board.epochNumber(before.epoch()));
            assertTrue(
                    epochs > 0 || (epochs == 0 && now.get().revision() >= before.revision()),
                    () -> "served " + before + ", then " + now.get());
        }
        last = now.or(() -> last);
    }
}
