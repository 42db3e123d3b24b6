package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.receive.InMemoryQueue;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.report.FakeReportSender;
import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent with its real threads, over fakes of board, queue and registration. */
@Timeout(60)
class ParameterAgentTest {
    private final SimBoard board = new SimBoard();
    private final LockedReader reader = new LockedReader(board);
    private final Queues queues = new Queues();

    @TempDir
    Path directory;

    /** Grants leases with queues in memory. */
    private static final class Queues implements Registrar {
        private final AtomicInteger number = new AtomicInteger(1);
        private final LinkedBlockingQueue<String> removed = new LinkedBlockingQueue<>();
        private final AtomicBoolean refuses = new AtomicBoolean();
        private volatile @Nullable String reportsQueueUrl;
        private final Map<String, InMemoryQueue> byUrl = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public Registration register(Namespace namespace, String agentId, Registration.Request request) {
            if (refuses.get()) {
                throw new RegistrationException("the API is down");
            }
            if (Boolean.TRUE.equals(request.newQueue())) {
                number.incrementAndGet();
            }
            return new Registration(agentId, namespace, "queue-" + number.get(), Instant.EPOCH, 3600, reportsQueueUrl);
        }

        @Override
        public void remove(Namespace namespace, String agentId) {
            removed.add(agentId);
        }

        InMemoryQueue queue(String url) {
            return byUrl.computeIfAbsent(url, u -> new InMemoryQueue());
        }
    }

    private AgentOptions.Builder polling() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(reader);
    }

    private AgentOptions.Builder pushed() {
        return polling().registrar(queues).noticeSources(queues::queue);
    }

    private ChangeSet commit(String name, String text) {
        return reader.commit(name, text);
    }

    private void push(String url, ChangeSet changeSet) {
        queues.queue(url).send(SimBoard.notice(changeSet));
    }

    /** Waits for a condition without sleeping; the test's time-out ends what never comes. */
    private static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
            // The time-out interrupts, which a loop must see.
            assertFalse(Thread.currentThread().isInterrupted(), "it never came");
        }
    }

    @Test
    void get_afterStart_isTheBoardsValue() {
        commit("a", "42");
        try (ParameterAgent agent = ParameterAgent.start(polling().build())) {
            assertEquals(Optional.of("42"), agent.get("/sim/prod/a"));
            assertEquals(Optional.of(42), agent.getInteger("/sim/prod/a"));
            assertEquals(Map.of("/sim/prod/a", "42"), agent.underPrefix("/sim/prod"));
            assertEquals(Optional.empty(), agent.get("/sim/prod/none"));
            AgentStatus status = agent.status();
            assertEquals(AgentStatus.State.CURRENT, status.state());
            assertEquals(1, status.revision());
            assertFalse(status.registered());
            assertEquals(AgentStatus.Lease.NONE, status.lease());
            assertEquals(1, status.knownRevision());
            assertEquals(AgentStatus.Freshness.UNLIMITED, status.freshness());
            assertTrue(status.confirmedAt() != null && status.staleness() != null && status.lastError() == null);
            assertFalse(status.toString().contains("42 "), "no value in a status");
        }
    }

    @Test
    void push_whenANoticeArrives_isAppliedAndDeletedAndToldOnce() throws InterruptedException {
        commit("a", "1");
        LinkedBlockingQueue<SnapshotChange> heard = new LinkedBlockingQueue<>();
        try (ParameterAgent agent =
                ParameterAgent.start(pushed().listener(heard::add).build())) {
            await(() -> agent.status().registered());
            push("queue-1", commit("a", "2"));
            SnapshotChange change = heard.take();
            assertEquals(2, change.toRevision());
            assertEquals(Optional.of("2"), agent.get("/sim/prod/a"));
            await(() -> queues.queue("queue-1").inFlight() == 0);
        }
    }

    @Test
    void push_whenTheQueueIsDeleted_goesOnInANewOneAndMissesNothing() {
        commit("a", "1");
        try (ParameterAgent agent = ParameterAgent.start(pushed().build())) {
            await(() -> agent.status().registered());
            queues.queue("queue-1").remove();
            commit("a", "published while there was no queue");
            await(() -> agent.get("/sim/prod/a").orElseThrow().startsWith("published"));
            push("queue-2", commit("a", "3"));
            await(() -> agent.get("/sim/prod/a").orElseThrow().equals("3"));
        }
    }

    @Test
    void poll_whenRegistrationAndQueueFail_stillBringsChanges() {
        commit("a", "1");
        queues.refuses.set(true);
        try (ParameterAgent agent = ParameterAgent.start(
                pushed().pollInterval(Duration.ofMillis(100)).build())) {
            commit("a", "2");
            await(() -> agent.get("/sim/prod/a").orElseThrow().equals("2"));
            await(() -> agent.status().lastError() != null);
            assertEquals(AgentStatus.Lease.REQUESTED, agent.status().lease());
            queues.refuses.set(false);
            await(() -> agent.status().registered());
            queues.queue("queue-1").failing(true);
            await(() -> agent.status().counts().receiveFailures() > 0);
            commit("a", "3");
            await(() -> agent.get("/sim/prod/a").orElseThrow().equals("3"));
        }
    }

    @Test
    void start_whenTheNetworkIsDown_servesFromDisk() {
        commit("a", "good");
        ParameterAgent.start(polling().directory(directory).build()).close();
        reader.down.set(true);
        try (ParameterAgent agent =
                ParameterAgent.start(polling().directory(directory).build())) {
            assertEquals(Optional.of("good"), agent.get("/sim/prod/a"));
            assertEquals(AgentStatus.State.OFFLINE, agent.status().state());
            assertEquals("the network is down", agent.status().lastError());
        }
    }

    @Test
    void start_whenTheBoardHangs_servesFromDiskAfterItsPatienceAndCatchesUpLater() {
        commit("a", "good");
        ParameterAgent.start(polling().directory(directory).build()).close();
        commit("a", "better");
        CountDownLatch gate = new CountDownLatch(1);
        reader.gate = gate;
        try (ParameterAgent agent = ParameterAgent.start(polling()
                .directory(directory)
                .catchUpOnStart(Duration.ofMillis(50))
                .build())) {
            assertEquals(Optional.of("good"), agent.get("/sim/prod/a"));
            gate.countDown();
            await(() -> agent.get("/sim/prod/a").orElseThrow().equals("better"));
        }
    }

    @Test
    void start_whenThereIsNeitherBoardNorFile_failsAndSaysWhy() {
        reader.down.set(true);
        AgentStartException e = assertThrows(
                AgentStartException.class, () -> ParameterAgent.start(polling().build()));
        assertTrue(String.valueOf(e.getMessage()).contains("the network is down"), e.getMessage());
    }

    @Test
    void start_whenToldToWait_returnsWithTheFirstSnapshot() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<ParameterAgent> starting = threads.submit(() -> ParameterAgent.start(
                    polling().whenNothingToServe(WhenNothingToServe.WAIT).build()));
            commit("a", "first");
            try (ParameterAgent agent = starting.get(30, TimeUnit.SECONDS)) {
                assertEquals(Optional.of("first"), agent.get("/sim/prod/a"));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void start_whenToldToReturn_servesNothingUntilThereIsSomething() {
        try (ParameterAgent agent = ParameterAgent.start(
                polling().whenNothingToServe(WhenNothingToServe.RETURN).build())) {
            assertEquals(AgentStatus.State.STARTING, agent.status().state());
            assertEquals(Optional.empty(), agent.get("/sim/prod/a"));
            assertTrue(agent.snapshot().isEmpty());
            commit("a", "first");
            assertEquals(new ReadResult.AtHead(1), agent.refreshNow());
            assertEquals(Optional.of("first"), agent.get("/sim/prod/a"));
        }
    }

    @Test
    void start_whenTheFileIsCorrupt_startsAfreshAndCountsIt() throws Exception {
        commit("a", "good");
        ParameterAgent.start(polling().directory(directory).build()).close();
        java.nio.file.Files.writeString(directory.resolve("sim+prod.snapshot"), "not a snapshot");
        try (ParameterAgent agent =
                ParameterAgent.start(polling().directory(directory).build())) {
            assertEquals(Optional.of("good"), agent.get("/sim/prod/a"));
            assertEquals(1, agent.status().counts().diskFailures());
        }
    }

    @Test
    void guard_whenItVetoes_isReportedInTheStatus() {
        commit("pool", "10");
        try (ParameterAgent agent = ParameterAgent.start(polling()
                .guard(change -> change.after().getInteger("/sim/prod/pool").orElse(0) > 100
                        ? Guard.veto("too many connections")
                        : Guard.accept())
                .build())) {
            commit("pool", "5000");
            agent.refreshNow();
            assertEquals(Optional.of("10"), agent.get("/sim/prod/pool"));
            AgentStatus status = agent.status();
            assertEquals(2, status.revision());
            assertEquals(
                    List.of(new AgentStatus.Refused(2, 2, "too many connections", List.of("/sim/prod/pool"))),
                    status.withheld());
            assertEquals(1, status.counts().guardVetoes());
        }
    }

    @Test
    void reports_whenSomethingHappens_tellOfIt() {
        commit("a", "1");
        queues.reportsQueueUrl = "reports";
        FakeReportSender reports = new FakeReportSender();
        try (ParameterAgent agent = ParameterAgent.start(pushed().reportSenders(url -> reports)
                .reportDelay(Duration.ofMillis(20))
                .guard(preview ->
                        preview.changes().stream().anyMatch(c -> c.name().text().endsWith("bad"))
                                ? Guard.veto("not here")
                                : Guard.accept())
                .build())) {
            await(() -> last(reports).revision() == 1);
            assertEquals(1, last(reports).appliedAfter(), "of what it started with it does not tell since when");
            assertEquals("current", last(reports).state());
            push("queue-1", commit("a", "2"));
            await(() -> last(reports).revision() == 2 && last(reports).appliedAt(2) != null);
            push("queue-1", commit("bad", "3"));
            await(() -> last(reports).withheld().size() == 1);
            assertEquals("not here", last(reports).withheld().get(0).reason());
            assertEquals(
                    List.of("/sim/prod/bad"), last(reports).withheld().get(0).names());
            agent.health(false, "the database is away");
            await(() -> !last(reports).health().ok());
            assertEquals("the database is away", last(reports).health().detail());
            reports.gone(true);
            agent.health(true, null);
            await(() -> agent.status().lastError() != null);
            reports.gone(false);
            await(() -> last(reports).health().ok());
        }
    }

    private static Report last(FakeReportSender reports) {
        List<Report> sent = reports.sent();
        return sent.isEmpty()
                ? new Report(
                        Report.FORMAT,
                        SimBoard.NAMESPACE,
                        "none",
                        null,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        0,
                        new Report.Health(true, null),
                        "none",
                        Instant.EPOCH,
                        "0")
                : sent.get(sent.size() - 1);
    }

    @Test
    void close_whenALongPollIsParked_isQuickAndLeavesNoThread() {
        commit("a", "1");
        ParameterAgent agent =
                ParameterAgent.start(pushed().removeLeaseOnClose(true).build());
        await(() -> agent.status().registered());
        long start = System.nanoTime();
        agent.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(4)) < 0);
        assertEquals("host-1", queues.removed.peek());
        assertEquals(AgentStatus.Lease.GIVEN_BACK, agent.status().lease());
        assertFalse(agent.status().registered());
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("noticeboard-receive")
                        || t.getName().startsWith("noticeboard-refresh")));
        assertEquals(Optional.of("1"), agent.get("/sim/prod/a"), "what it served can still be read");
    }

    @Test
    void close_whenTheLeaseIsKept_leavesItToTheNextStart() {
        commit("a", "1");
        ParameterAgent agent = ParameterAgent.start(pushed().build());
        await(() -> agent.status().registered());
        assertEquals(AgentStatus.Lease.HELD, agent.status().lease());
        agent.close();
        assertTrue(queues.removed.isEmpty());
        assertEquals(AgentStatus.Lease.LEFT, agent.status().lease());
    }

    @Test
    void readers_whileChangesAreApplied_neverSeePartOfAChangeSet() throws Exception {
        synchronized (board) {
            board.commit(Map.of("a", "0", "b", "0", "c", "0"), true, 0);
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (ParameterAgent agent = ParameterAgent.start(
                pushed().pollInterval(Duration.ofMillis(100)).build())) {
            await(() -> agent.status().registered());
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Long>> readers = List.of(
                    threads.submit(() -> look(agent, done)),
                    threads.submit(() -> look(agent, done)),
                    threads.submit(() -> look(agent, done)));
            for (int i = 1; i <= 2000; i++) {
                ChangeSet made;
                synchronized (board) {
                    made = board.commit(Map.of("a", "" + i, "b", "" + i, "c", "" + i), i % 10 > 0, 0);
                }
                if (i % 7 > 0) {
                    push("queue-1", made);
                }
            }
            await(() -> agent.status().revision() == 2001);
            done.set(true);
            for (Future<Long> looked : readers) {
                assertTrue(looked.get() > 0);
            }
            assertEquals(Optional.of("2000"), agent.get("/sim/prod/b"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static long look(ParameterAgent agent, AtomicBoolean done) {
        long looks = 0;
        long newest = 0;
        while (!done.get()) {
            Snapshot s = agent.snapshot().orElseThrow();
            assertEquals(1, new TreeSet<>(s.underPrefix("/sim/prod").values()).size());
            assertTrue(s.revision() >= newest);
            newest = s.revision();
            looks++;
        }
        return looks;
    }
}
