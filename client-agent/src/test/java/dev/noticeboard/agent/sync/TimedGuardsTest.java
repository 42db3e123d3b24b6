package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** design.md section 4.6: a time limit for guards; a guard that throws or times out has vetoed. */
class TimedGuardsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ChangePreview CHANGE = new ChangePreview(empty(), empty(), List.of(change("pool")));

    private final List<Thread> threads = new ArrayList<>();

    private static Snapshot empty() {
        return new Snapshot(SimBoard.NAMESPACE, "e1", 1, Map.of(), List.of());
    }

    private static ValueChange change(String shortName) {
        ParameterName name = SimBoard.name(shortName);
        return new ValueChange(name, null, new Value(name, 1, 1, ParameterType.STRING, DataType.TEXT, "some value"));
    }

    private TimedGuards guards(Duration limit, Guard... guards) {
        return of(
                limit,
                Stream.of(guards)
                        .map(g -> new TimedGuards.Entry(Scope.everything(), g, null))
                        .toArray(TimedGuards.Entry[]::new));
    }

    private TimedGuards of(Duration limit, TimedGuards.Entry... entries) {
        return new TimedGuards(List.of(entries), limit, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
    }

    private static String reason(Guard.Verdict verdict) {
        return assertInstanceOf(Guard.Verdict.Veto.class, verdict).reason();
    }

    @Test
    void ask_whenThereAreNoGuards_accepts() {
        assertInstanceOf(Guard.Verdict.Accept.class, guards(LONG).ask(CHANGE));
    }

    @Test
    void ask_whenOneOfSeveralVetoes_isItsVetoAndTheRestAreNotAsked() {
        TimedGuards guards = guards(LONG, c -> Guard.accept(), c -> Guard.veto("no"), c -> {
            throw new AssertionError("not asked");
        });
        assertEquals("no", reason(guards.ask(CHANGE)));
    }

    @Test
    void ask_whenAGuardThrows_isAVetoThatDoesNotQuoteIt() {
        TimedGuards guards = guards(LONG, c -> {
            throw new IllegalStateException("secret value");
        });
        assertEquals("a guard threw java.lang.IllegalStateException", reason(guards.ask(CHANGE)));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without such a check may do
    void ask_whenAGuardAnswersNull_isAVeto() {
        assertEquals("a guard answered null", reason(guards(LONG, c -> null).ask(CHANGE)));
    }

    @Test
    void ask_whenAGuardHangs_isAVetoAndNoSecondOneIsAskedBesideIt() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        TimedGuards guards = guards(Duration.ofMillis(20), c -> hang(release));
        assertEquals("a guard did not answer within 20 ms", reason(guards.ask(CHANGE)));
        assertTrue(reason(guards.ask(CHANGE)).contains("still not returned"));
        assertEquals(1, threads.size());
        release.countDown();
        threads.get(0).join();
        assertInstanceOf(Guard.Verdict.Accept.class, guards.ask(CHANGE));
    }

    @Test
    void ask_whenTheAgentIsClosedMeanwhile_isNoAnswerAtAll() {
        TimedGuards guards = guards(LONG, c -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Guard.accept();
        });
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> guards.ask(CHANGE));
        assertTrue(Thread.interrupted(), "the interrupt is kept for the caller");
    }

    private static ChangePreview preview(String... shortNames) {
        return new ChangePreview(
                empty(),
                empty(),
                Stream.of(shortNames).map(TimedGuardsTest::change).toList());
    }

    private static TimedGuards.Entry entry(Scope scope, Guard guard, Executor executor) {
        return new TimedGuards.Entry(scope, guard, executor);
    }

    @Test
    void ask_whenAChangeIsOutsideAGuardsScope_doesNotAskIt() {
        List<String> asked = new ArrayList<>();
        TimedGuards guards = of(
                LONG,
                new TimedGuards.Entry(Scope.name("/sim/prod/pool"), c -> note(asked, "name", c), null),
                new TimedGuards.Entry(Scope.under("/sim/prod/db"), c -> note(asked, "prefix", c), null),
                new TimedGuards.Entry(Scope.everything(), c -> note(asked, "all", c), null));
        guards.ask(preview("other"));
        guards.ask(preview("db/host", "other"));
        guards.ask(preview("pool"));
        assertEquals(List.of("all 1", "prefix 2", "all 2", "name 1", "all 1"), asked);
    }

    private static Guard.Verdict note(List<String> asked, String who, ChangePreview change) {
        asked.add(who + " " + change.changes().size());
        return Guard.accept();
    }

    @Test
    void ask_whenAGuardHangs_vetoesChangesInItsScopeOnly() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        TimedGuards guards = of(
                Duration.ofMillis(20),
                new TimedGuards.Entry(Scope.under("/sim/prod/db"), c -> hang(release), null),
                new TimedGuards.Entry(Scope.under("/sim/prod/web"), c -> Guard.accept(), null));
        assertTrue(reason(guards.ask(preview("db/host"))).contains("did not answer"));
        assertTrue(reason(guards.ask(preview("db/host"))).contains("still not returned"));
        assertInstanceOf(Guard.Verdict.Accept.class, guards.ask(preview("web/port")));
        assertTrue(reason(guards.ask(preview("web/port", "db/host"))).contains("still not returned"));
        release.countDown();
        threads.get(0).join();
    }

    /** Ignores interrupts, as a guard may. */
    private static Guard.Verdict hang(CountDownLatch release) {
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException ignored) {
                // A guard that does not care.
            }
        }
        return Guard.accept();
    }

    @Test
    void ask_withACallersExecutor_asksThereAndMakesNoThread() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Thread poolThread = pool.submit(Thread::currentThread).get();
            List<Thread> asked = new ArrayList<>();
            TimedGuards guards = of(
                    LONG,
                    entry(
                            Scope.everything(),
                            c -> {
                                asked.add(Thread.currentThread());
                                return Guard.veto("no");
                            },
                            pool));
            assertEquals("no", reason(guards.ask(CHANGE)));
            assertEquals(List.of(poolThread), asked);
            assertEquals(List.of(), threads);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ask_whenACallersExecutorIsBusy_timesOutAndTheCheckNeverBegins() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch busy = new CountDownLatch(1);
        try {
            Future<?> other = pool.submit(() -> hang(busy));
            List<String> asked = new ArrayList<>();
            TimedGuards guards =
                    of(Duration.ofMillis(20), entry(Scope.everything(), c -> note(asked, "late", c), pool));
            assertEquals("a guard did not answer within 20 ms", reason(guards.ask(CHANGE)));
            busy.countDown();
            other.get();
            pool.submit(() -> {}).get();
            assertEquals(List.of(), asked);
            assertInstanceOf(Guard.Verdict.Accept.class, guards.ask(CHANGE));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ask_whenAGuardTimesOutOnACallersExecutor_interruptsItAndNotTheNextTask() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch interrupted = new CountDownLatch(1);
            TimedGuards guards = of(
                    Duration.ofMillis(20),
                    entry(
                            Scope.everything(),
                            c -> {
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                    interrupted.countDown();
                                }
                                return Guard.accept();
                            },
                            pool));
            assertTrue(reason(guards.ask(CHANGE)).contains("did not answer"));
            interrupted.await();
            assertFalse(
                    pool.submit(() -> Thread.currentThread().isInterrupted()).get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ask_whenACallersExecutorRefuses_isAVeto() {
        TimedGuards guards = of(LONG, entry(Scope.everything(), c -> Guard.accept(), task -> {
            throw new RejectedExecutionException("secret value");
        }));
        assertEquals("a guard could not be asked: its executor refused", reason(guards.ask(CHANGE)));
    }

    @Test
    void ask_ofSeveralSlowGuards_givesAllOfThemOneLimit() {
        CountDownLatch never = new CountDownLatch(1);
        Guard slow = c -> {
            try {
                boolean unused = never.await(40, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Guard.accept();
        };
        TimedGuards guards = guards(Duration.ofMillis(100), slow, slow, slow, slow, slow);
        assertEquals("a guard did not answer within 100 ms", reason(guards.ask(CHANGE)));
        assertTrue(threads.size() <= 3, "the later ones are not asked");
    }
}
