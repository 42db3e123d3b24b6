package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimDisk;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.rollout.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 5, property-based: what an agent serves is always what the board has for this host at that revision, stable or
 * candidate by its bucket and tags, whatever happens to notices, reads, processes and rollouts.
 */
class RolloutFleetTest {

    @Property(tries = 300)
    void served_whenAnythingHappens_isWhatTheBoardHasForThisHost(@ForAll long seed) {
        Simulation sim = new Simulation(seed).withFaults(0.15, 4);
        sim.invariant = RolloutFleetTest::right;
        sim.boot();
        for (int i = 0; i < 150; i++) {
            sim.step();
        }
        sim.healAndCatchUp();
        right(sim);
        assertEquals(sim.board.revision(), sim.served().orElseThrow().revision());
    }

    private static void right(Simulation sim) {
        sim.assertServedIsTheBoards();
        sim.served().ifPresent(s -> s.rollouts().forEach(r -> assertConsistent(s, r, sim.host)));
    }

    private static void assertConsistent(Snapshot s, HeldRollout r, HostIdentity host) {
        assertEquals(Bucket.exposed(r.id(), r.share(), r.tags(), host.agentId(), host.hostTags()), r.exposed());
        r.targets()
                .forEach(t -> assertEquals(
                        t.value(), s.values().get(t.name().text()), "held and served are of one revision"));
    }

    /** A host that is away for all of a rollout, and more, ends where the others are, by the log or by a new snapshot. */
    @Property(tries = 200)
    void served_afterAnAbsence_isWhatTheBoardHas(@ForAll long seed) {
        Simulation sim = new Simulation(seed);
        sim.commit();
        sim.boot();
        for (int absence = 0; absence < 10; absence++) {
            for (int i = sim.random.nextInt(12); i >= 0; i--) {
                sim.commit();
            }
            if (sim.random.nextInt(4) == 0) {
                sim.board.forgetLogUpTo(sim.board.revision());
            }
            sim.nextTags = sim.random.nextBoolean() ? Map.of("ring", "canary") : Map.of();
            if (sim.random.nextBoolean()) {
                sim.boot();
            }
            sim.refresh(sim.random.nextBoolean());
            assertEquals(sim.board.revision(), sim.served().orElseThrow().revision());
            right(sim);
        }
    }

    /** The first snapshot, with moves of rollouts between any two of its reads: of one revision all the same. */
    @Property(tries = 500)
    void firstSnapshot_whenRolloutsMoveBetweenAnyTwoReads_isAStateThatTheBoardHad(@ForAll long seed) {
        Simulation sim = new Simulation(seed);
        for (int i = 0; i < 12; i++) {
            sim.commit();
        }
        int[] left = {30};
        sim.reader.meanwhile = () -> {
            while (left[0] > 0 && sim.random.nextInt(3) == 0) {
                left[0]--;
                sim.commit();
            }
        };
        assertTrue(!(sim.agent().refresh(true) instanceof ReadResult.Failed));
        right(sim);
        sim.reader.meanwhile = () -> {};
        for (int i = 0; i < 12; i++) {
            sim.commit();
            sim.refresh(false);
            right(sim);
        }
        assertEquals(1, sim.counters.of(Counters.Event.SNAPSHOT), "what it holds is enough to follow the log");
    }

    /** A fleet of hosts of all kinds on one board: whole, or below a prefix. */
    @Property(tries = 60)
    void fleet_whileRolloutsRun_servesToEachHostWhatIsItsOwn(@ForAll long seed) {
        Simulation writer = new Simulation(seed);
        writer.commit();
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            hosts.add(new Host(
                    writer.board,
                    new HostIdentity("host-" + i, i % 4 == 0 ? Map.of("ring", "canary") : Map.of()),
                    i % 3 == 0 ? Set.of("a", "b") : Set.of()));
        }
        for (int i = 0; i < 60; i++) {
            String notice = SimBoard.notice(writer.commit());
            for (Host host : hosts) {
                switch (writer.random.nextInt(4)) {
                    case 0 -> host.sync.onNotices(List.of(notice));
                    case 1 -> host.sync.refresh(false);
                    case 2 -> host.sync.onNotices(List.of(notice, notice));
                    default -> {}
                }
                host.check();
            }
        }
        hosts.forEach(h -> {
            h.sync.refresh(false);
            h.check();
            assertTrue(h.counters.of(Counters.Event.SNAPSHOT) <= 1, "one that holds what is open needs no other");
        });
    }

    private static final class Host {
        private final SimBoard board;
        private final HostIdentity identity;
        private final Set<String> kept;
        private final Counters counters = new Counters();
        private final Sync sync;

        Host(SimBoard board, HostIdentity identity, Set<String> kept) {
            this.board = board;
            this.identity = identity;
            this.kept = kept.stream().map(n -> SimBoard.name(n).text()).collect(Collectors.toSet());
            this.sync = new Sync(
                    SimBoard.NAMESPACE,
                    PrefixFilter.of(SimBoard.NAMESPACE, this.kept),
                    identity,
                    new SimReader(board),
                    new SimDisk(),
                    change -> Guard.accept(),
                    new Announcer(counters),
                    counters,
                    new SimClock());
            sync.load();
        }

        void check() {
            sync.served().ifPresent(s -> {
                Map<String, String> truth = new TreeMap<>(board.stateAt(s.epoch(), s.revision(), identity));
                truth.keySet().removeIf(n -> !kept.isEmpty() && !kept.contains(n));
                assertEquals(truth, s.underPrefix(SimBoard.NAMESPACE.text()));
                Set<String> open = s.rollouts().stream().map(HeldRollout::id).collect(Collectors.toSet());
                if (s.revision() == board.revision()) {
                    assertEquals(board.openRollouts().stream().map(Rollout::id).collect(Collectors.toSet()), open);
                }
                s.rollouts().forEach(r -> {
                    assertConsistent(s, r, identity);
                    assertTrue(kept.isEmpty() || kept.containsAll(r.names()), "no more than is kept");
                });
            });
        }
    }
}
