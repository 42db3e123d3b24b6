package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** design.md section 4.6, by name, by prefix and for whole change sets, on the caller's executor where one is given. */
@Timeout(60)
class ScopesTest {
    private final LockedReader board = new LockedReader(new SimBoard());

    private AgentOptions.Builder options() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(board)
                .onDemand(Duration.ZERO);
    }

    private static Set<String> names(List<dev.noticeboard.agent.snapshot.ValueChange> changes) {
        Set<String> names = new TreeSet<>();
        changes.forEach(c -> names.add(c.name().text()));
        return names;
    }

    @Test
    void guard_ofAPrefix_seesTheWholeChangeAndIsNotAskedAboutOthers() {
        board.commit(Map.of("db/pool", "1", "web/port", "1"));
        List<Set<String>> asked = new ArrayList<>();
        try (ParameterAgent agent = ParameterAgent.start(options()
                .guard(Scope.under("/sim/prod/db"), change -> {
                    asked.add(names(change.changes()));
                    return change.after().getInteger("/sim/prod/db/pool").orElse(0) > 100
                            ? Guard.veto("too many connections")
                            : Guard.accept();
                })
                .build())) {
            board.commit("web/port", "2");
            agent.refreshNow();
            assertEquals(List.of(), asked);
            board.commit(Map.of("db/pool", "5000", "web/port", "3"));
            agent.refreshNow();
            assertEquals(List.of(Set.of("/sim/prod/db/pool", "/sim/prod/web/port")), asked);
            assertEquals(Optional.of("2"), agent.get("/sim/prod/web/port"), "the change set is withheld whole");
            assertEquals(
                    "too many connections", agent.status().withheld().get(0).reason());
            // Its withheld rest is offered with the next change of any of its parameters.
            board.commit("web/port", "4");
            agent.refreshNow();
            assertEquals(2, asked.size());
            assertEquals(Optional.of("2"), agent.get("/sim/prod/web/port"));
            board.commit("db/pool", "50");
            agent.refreshNow();
            assertEquals(Optional.of("4"), agent.get("/sim/prod/web/port"));
            assertEquals(List.of(), agent.status().withheld());
        }
    }

    @Test
    void guardAndListener_withTheCallersExecutor_runThere() throws Exception {
        board.commit(Map.of("db/pool", "1", "web/port", "1"));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Thread poolThread = pool.submit(Thread::currentThread).get();
            List<Thread> asked = new ArrayList<>();
            List<Set<String>> told = new ArrayList<>();
            try (ParameterAgent agent = ParameterAgent.start(options()
                    .guard(
                            Scope.name("/sim/prod/db/pool"),
                            change -> {
                                asked.add(Thread.currentThread());
                                return Guard.accept();
                            },
                            pool)
                    .listener(
                            Scope.name("/sim/prod/db/pool"),
                            change -> {
                                asked.add(Thread.currentThread());
                                told.add(names(change.changes()));
                            },
                            pool)
                    .build())) {
                board.commit("web/port", "2");
                agent.refreshNow();
                board.commit(Map.of("db/pool", "2", "web/port", "3"));
                agent.refreshNow();
                pool.submit(() -> {}).get();
                assertEquals(List.of(poolThread, poolThread), asked);
                assertEquals(List.of(Set.of("/sim/prod/db/pool")), told);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void listener_byScopeInTheOptions_isToldOfItsScopeOnly() {
        board.commit("db/pool", "1");
        List<String> told = new ArrayList<>();
        try (ParameterAgent agent = ParameterAgent.start(options()
                .listener(Scope.under("/sim/prod/db"), c -> told.add("db " + c.toRevision()))
                .listener(c -> told.add("all " + c.toRevision()))
                .build())) {
            board.commit("web/port", "1");
            agent.refreshNow();
            board.commit("db/pool", "2");
            agent.refreshNow();
            assertEquals(List.of("all 2", "db 3", "all 3"), told);
            assertTrue(agent.status().withheld().isEmpty());
        }
    }
}
