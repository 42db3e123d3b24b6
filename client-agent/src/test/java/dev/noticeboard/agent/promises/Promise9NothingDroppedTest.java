package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Sync;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** design.md section 4.9: bursts coalesce to the newest revision; no queue inside the agent can overflow and lose one. */
class Promise9NothingDroppedTest {

    @Property(tries = 40)
    void burst_whenMostNoticesAreLost_endsAtTheNewestRevision(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int size) {
        Simulation sim = new Simulation(seed);
        sim.commit();
        sim.boot();
        for (int i = 0; i < size; i++) {
            sim.commit();
        }
        while (!sim.wire.isEmpty()) {
            sim.deliver();
        }
        sim.refresh(false);
        assertEquals(sim.board.revision(), sim.served().orElseThrow().revision());
        sim.assertServedIsTheBoards();
    }

    @Example
    void burst_whenReadAtOnce_isOneSwap() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "0"), true, 0);
        sim.boot();
        for (int i = 1; i <= 300; i++) {
            sim.board.commit(Map.of("a", "v" + i), true, 0);
        }
        sim.refresh(false);
        assertEquals(1, sim.heard.size());
        assertEquals("v300", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Property(tries = 5)
    void listener_whenItIsStuckForThousandsOfChanges_thenHearsThemAllAsNetEffect(@ForAll long seed) {
        Simulation sim = new Simulation(seed);
        Deque<Runnable> stuck = new ArrayDeque<>();
        List<SnapshotChange> heard = new ArrayList<>();
        sim.board.commit(Map.of("a", "first"), true, 0);
        Sync agent = agent(sim, stuck::add, heard);
        agent.refresh(false);
        Map<String, String> believed = new TreeMap<>(texts(agent));
        for (int i = 0; i < 3000; i++) {
            agent.onNotices(List.of(SimBoard.notice(sim.board.commit(
                    Map.of("abc".substring(i % 3, i % 3 + 1), "v" + i % 7), true, 0))));
        }
        assertEquals(1, stuck.size(), "one task waits, whatever the backlog");
        stuck.remove().run();
        assertTrue(heard.size() <= 1024, () -> heard.size() + " were kept apart");
        for (SnapshotChange change : heard) {
            for (ValueChange c : change.changes()) {
                Value old = c.before();
                Value now = c.after();
                assertEquals(believed.get(c.name().text()), old == null ? null : old.text());
                believed.put(c.name().text(), now == null ? "" : now.text());
            }
        }
        assertEquals(texts(agent), believed);
    }

    @Example
    void listener_whenItsExecutorRefusesOnce_hearsTheChangeWithTheNext() {
        Simulation sim = new Simulation(1);
        List<SnapshotChange> heard = new ArrayList<>();
        boolean[] refuses = {true};
        sim.board.commit(Map.of("a", "1"), true, 0);
        Sync agent = agent(
                sim,
                task -> {
                    if (refuses[0]) {
                        throw new RejectedExecutionException("simulated");
                    }
                    task.run();
                },
                heard);
        agent.refresh(false);
        sim.board.commit(Map.of("a", "2"), true, 0);
        agent.refresh(false);
        refuses[0] = false;
        sim.board.commit(Map.of("a", "3"), true, 0);
        agent.refresh(false);
        assertEquals(
                List.of(2L, 3L), heard.stream().map(SnapshotChange::toRevision).toList());
    }

    @Example
    void listener_whenItThrows_isCountedAndHarmsNobody() {
        Simulation sim = new Simulation(1);
        List<SnapshotChange> heard = new ArrayList<>();
        Counters counters = new Counters();
        sim.board.commit(Map.of("a", "1"), true, 0);
        Announcer announcer = new Announcer(counters);
        announcer.add(
                Scope.everything(),
                change -> {
                    throw new IllegalStateException("simulated");
                },
                Runnable::run);
        announcer.add(Scope.everything(), heard::add, Runnable::run);
        Sync agent = new Sync(
                SimBoard.NAMESPACE,
                new SimReader(sim.board),
                null,
                change -> Guard.accept(),
                announcer,
                counters,
                Clock.systemUTC());
        agent.refresh(false);
        sim.board.commit(Map.of("a", "2"), true, 0);
        agent.refresh(false);
        sim.board.commit(Map.of("a", "3"), true, 0);
        agent.refresh(false);
        assertEquals(2, heard.size());
        assertEquals(2, counters.read().listenerFailures());
    }

    private static Sync agent(Simulation sim, Executor executor, List<SnapshotChange> heard) {
        Announcer announcer = new Announcer(new Counters());
        announcer.add(Scope.everything(), heard::add, executor);
        return new Sync(
                SimBoard.NAMESPACE,
                new SimReader(sim.board),
                null,
                change -> Guard.accept(),
                announcer,
                new Counters(),
                Clock.systemUTC());
    }

    private static Map<String, String> texts(Sync agent) {
        return agent.served().orElseThrow().underPrefix(SimBoard.NAMESPACE.text());
    }
}
