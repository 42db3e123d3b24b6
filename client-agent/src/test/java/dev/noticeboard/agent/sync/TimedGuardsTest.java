package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        TimedGuards guards = guards(Duration.ofMillis(20), c -> {
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException ignoresIt) {
                    // A guard that does not care.
                }
            }
            return Guard.accept();
        });
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
}
