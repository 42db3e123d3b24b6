package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.receive.InMemoryQueue;
import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.sync.ReadResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mode without threads, as Lambda functions use it. */
@Timeout(60)
class OnDemandTest {
    private static final Duration STALENESS = Duration.ofSeconds(30);
    /** More than the longest pause after failed reads. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private final LockedReader board = new LockedReader(new SimBoard());
    private final SimClock clock = new SimClock();

    @TempDir
    Path directory;

    private AgentOptions.Builder options() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("function")
                .boardReader(board)
                .clock(clock)
                .onDemand(STALENESS);
    }

    private int calls() {
        return board.calls.get();
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    @Test
    void refreshNow_afterTheClose_takesInNothing() {
        board.commit("a", "1");
        ParameterAgent agent =
                ParameterAgent.start(options().directory(directory).build());
        agent.close();
        board.commit("a", "2");
        assertInstanceOf(ReadResult.Failed.class, agent.refreshNow());
        assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
        try (ParameterAgent next =
                ParameterAgent.start(options().directory(directory).build())) {
            assertEquals(2, next.status().revision());
            assertInstanceOf(ReadResult.Failed.class, agent.refreshNow(), "and leaves the next one's files alone");
        }
    }

    @Test
    void refreshIfStale_atEachAge_readsOnceAndOnlyWhenDue() {
        board.commit("a", "1");
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            int started = calls();
            clock.advance(STALENESS.minusNanos(1));
            board.commit("a", "2");
            assertEquals(new RefreshOutcome.NotDue(), agent.refreshIfStale());
            assertEquals(started, calls());
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            clock.advance(Duration.ofNanos(1));
            assertEquals(new RefreshOutcome.Read(new ReadResult.AtHead(2)), agent.refreshIfStale());
            assertEquals(started + 1, calls(), "one Query");
            assertEquals(Optional.of("2"), agent.get("/sim/prod/a"));
            assertEquals(new RefreshOutcome.NotDue(), agent.refreshIfStale());
            assertEquals(started + 1, calls());
        }
    }

    @Test
    void refreshIfStale_whenTheTableIsDead_servesWhatThereIsAndReadsEverMoreSeldom() {
        board.commit("a", "1");
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            board.down.set(true);
            clock.advance(STALENESS);
            int before = calls();
            int invocations = 600;
            for (int i = 0; i < invocations; i++) {
                RefreshOutcome outcome = agent.refreshIfStale();
                assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
                if (outcome instanceof RefreshOutcome.BackingOff pause) {
                    assertTrue(pause.left().compareTo(Duration.ofSeconds(60)) <= 0);
                }
                clock.advance(Duration.ofSeconds(1));
            }
            // After 0.75 to 1 s, 2, 4 … 32 s, then once a minute: 10 minutes hold 16 to 21 reads.
            assertTrue(calls() - before >= 14 && calls() - before <= 22, "reads: " + (calls() - before));
            assertEquals(AgentStatus.State.OFFLINE, agent.status().state());
            board.down.set(false);
            board.commit("a", "2");
            clock.advance(LONG);
            assertInstanceOf(RefreshOutcome.Read.class, agent.refreshIfStale());
            assertEquals(Optional.of("2"), agent.get("/sim/prod/a"));
            board.down.set(true);
            clock.advance(STALENESS);
            before = calls();
            agent.refreshIfStale();
            clock.advance(Duration.ofSeconds(1));
            agent.refreshIfStale();
            assertEquals(before + 2, calls(), "the pause begins small again");
        }
    }

    @Test
    void refreshIfStale_whenManyCallAtOnce_readsOnceAndNobodyWaits() throws Exception {
        board.commit("a", "1");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (ParameterAgent agent = ParameterAgent.start(options().build())) {
            clock.advance(STALENESS);
            int before = calls();
            CountDownLatch gate = new CountDownLatch(1);
            board.gate = gate;
            Future<RefreshOutcome> reading = pool.submit(agent::refreshIfStale);
            while (calls() == before) {
                Thread.onSpinWait();
                assertFalse(reading.isDone() && calls() == before, "it was due, and read nothing");
            }
            List<Callable<RefreshOutcome>> others = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                others.add(agent::refreshIfStale);
            }
            for (Future<RefreshOutcome> other : pool.invokeAll(others)) {
                assertEquals(new RefreshOutcome.InProgress(), other.get());
            }
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            gate.countDown();
            assertInstanceOf(RefreshOutcome.Read.class, reading.get(30, TimeUnit.SECONDS));
            for (Future<RefreshOutcome> other : pool.invokeAll(others)) {
                assertEquals(new RefreshOutcome.NotDue(), other.get());
            }
            assertEquals(before + 1, calls());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void agent_fromStartToClose_hasNoThread() {
        board.commit("a", "1");
        Set<Thread> before = threads();
        ParameterAgent agent = ParameterAgent.start(
                options().directory(directory).listener(change -> {}).build());
        clock.advance(STALENESS);
        board.commit("a", "2");
        agent.refreshIfStale();
        assertEquals(
                List.of(),
                threads().stream()
                        .filter(t -> !before.contains(t) && t.getName().startsWith("noticeboard"))
                        .toList());
        assertEquals(AgentStatus.Lease.NONE, agent.status().lease());
        agent.close();
        assertEquals(Optional.of("2"), agent.get("/sim/prod/a"));
    }

    @Test
    void start_whenTheTableIsDead_servesFromDiskOrFailsOrReturnsAsTold() {
        board.commit("a", "1");
        ParameterAgent.start(options().directory(directory).build()).close();
        board.down.set(true);
        int before = calls();
        try (ParameterAgent agent =
                ParameterAgent.start(options().directory(directory).build())) {
            assertEquals(before + 1, calls(), "a start reads once");
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            assertInstanceOf(RefreshOutcome.BackingOff.class, agent.refreshIfStale());
        }
        AgentStartException e = assertThrows(
                AgentStartException.class, () -> ParameterAgent.start(options().build()));
        assertTrue(String.valueOf(e.getMessage()).contains("the network is down"), e.getMessage());
        try (ParameterAgent agent = ParameterAgent.start(
                options().whenNothingToServe(WhenNothingToServe.RETURN).build())) {
            assertEquals(AgentStatus.State.STARTING, agent.status().state());
            board.down.set(false);
            clock.advance(LONG);
            assertEquals(new RefreshOutcome.Read(new ReadResult.AtHead(1)), agent.refreshIfStale());
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
        }
    }

    @Test
    void listener_byDefault_isToldInTheThreadThatRefreshesAndMayRefreshItself() {
        board.commit("a", "1");
        List<Thread> told = new ArrayList<>();
        List<Long> revisions = new ArrayList<>();
        AtomicReference<ParameterAgent> self = new AtomicReference<>();
        try (ParameterAgent agent = ParameterAgent.start(options()
                .listener(change -> {
                    told.add(Thread.currentThread());
                    revisions.add(change.toRevision());
                    if (change.toRevision() == 2) {
                        board.commit("a", "3");
                        Objects.requireNonNull(self.get()).refreshNow();
                    }
                })
                .build())) {
            self.set(agent);
            board.commit("a", "2");
            clock.advance(STALENESS);
            agent.refreshIfStale();
            assertEquals(List.of(2L, 3L), revisions);
            told.forEach(t -> assertSame(Thread.currentThread(), t));
        }
    }

    @Test
    void guard_whenItHangs_isAVetoWithinItsLimitAndLeavesNoThread() throws InterruptedException {
        board.commit("a", "1");
        AtomicReference<Thread> asked = new AtomicReference<>();
        try (ParameterAgent agent = ParameterAgent.start(options()
                .guardTimeout(Duration.ofMillis(50))
                .guard(change -> {
                    asked.set(Thread.currentThread());
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Guard.accept();
                })
                .build())) {
            board.commit("a", "2");
            clock.advance(STALENESS);
            agent.refreshIfStale();
            assertEquals(Optional.of("1"), agent.get("/sim/prod/a"));
            assertEquals(1, agent.status().withheld().size());
            Thread guard = Objects.requireNonNull(asked.get());
            guard.join();
            assertFalse(guard.isAlive());
        }
    }

    @Test
    void refreshIfStale_ofAnAgentThatKeepsItselfCurrent_doesNothing() {
        board.commit("a", "1");
        try (ParameterAgent agent = ParameterAgent.start(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host")
                .boardReader(board)
                .build())) {
            assertEquals(new RefreshOutcome.NotDue(), agent.refreshIfStale());
        }
    }

    @Test
    void options_thatContradictTheMode_areRefusedByName() {
        for (AgentOptions.Builder bad : List.of(
                options().endpoint(URI.create("http://127.0.0.1:1")),
                options().registrar(new NoRegistrar()).noticeSources(url -> new InMemoryQueue()),
                options().whenNothingToServe(WhenNothingToServe.WAIT))) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad::build);
            assertTrue(String.valueOf(e.getMessage()).matches("(onDemand|whenNothingToServe): .*"), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> options().onDemand(Duration.ofSeconds(-1)));
    }

    private static final class NoRegistrar implements dev.noticeboard.agent.register.Registrar {
        @Override
        public dev.noticeboard.schemas.api.Registration register(
                dev.noticeboard.schemas.name.Namespace namespace,
                String agentId,
                dev.noticeboard.schemas.api.Registration.Request request) {
            throw new AssertionError("not asked");
        }

        @Override
        public void remove(dev.noticeboard.schemas.name.Namespace namespace, String agentId) {
            throw new AssertionError("not asked");
        }
    }
}
