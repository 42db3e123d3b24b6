package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 4.3: an application never sees part of a change set. Every change set writes the same text to all of
 * the same parameters, so a snapshot with two texts shows a part of one; it is looked for at every moment at which
 * another thread could look: in reads, in guards, in saves, in listeners.
 */
class Promise3AtomicTest {

    @Property(tries = 120)
    void snapshot_whenLookedAtAtAnyMoment_holdsWholeChangeSetsOnly(@ForAll long seed) {
        Simulation sim = new Simulation(seed).withFaults(0.1, 3);
        sim.invariant = Promise3AtomicTest::oneText;
        sim.judge = change -> {
            oneText(sim);
            return sim.random.nextInt(5) == 0 ? Guard.veto("simulated") : Guard.accept();
        };
        commitAll(sim, 0);
        sim.boot();
        // Others write in the midst of the agent's reads, between any two pages.
        sim.reader.meanwhile = () -> {
            oneText(sim);
            if (sim.random.nextInt(6) == 0) {
                commitAll(sim, sim.random.nextInt());
            }
        };
        for (int i = 0; i < 60; i++) {
            int salt = i;
            sim.survive(() -> {
                switch (sim.random.nextInt(5)) {
                    case 0 -> commitAll(sim, salt);
                    case 1, 2 -> sim.deliver();
                    case 3 -> sim.refresh(sim.random.nextBoolean());
                    default -> sim.boot();
                }
            });
            oneText(sim);
        }
    }

    private static void commitAll(Simulation sim, int salt) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : Set.of("a", "b", "c", "d")) {
            all.put(name, "text " + sim.board.revision() + " " + salt);
        }
        ChangeSet made = sim.board.commit(all, sim.random.nextInt(3) > 0, 0);
        sim.publish(made, sim.random.nextInt(3));
    }

    private static void oneText(Simulation sim) {
        sim.served().ifPresent(s -> {
            Collection<String> texts = s.underPrefix(SimBoard.NAMESPACE.text()).values();
            assertTrue(new TreeSet<>(texts).size() == 1 && texts.size() == 4, () -> "part of a change set: " + texts);
        });
    }
}
