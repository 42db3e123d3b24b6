package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One guard asked about one change, as a task. Once abandoned it does not begin any more, and the thread that is in it is
 * interrupted, but never after it has left: the thread may be a pool's. Thread-safe.
 */
final class GuardQuestion implements Runnable {
    private final Guard guard;
    private final ChangePreview change;
    private final CompletableFuture<Guard.Verdict> answer = new CompletableFuture<>();
    // Both guarded by this.
    private @Nullable Thread runner;
    private boolean abandoned;

    GuardQuestion(Guard guard, ChangePreview change) {
        this.guard = guard;
        this.change = change;
    }

    @Override
    public void run() {
        synchronized (this) {
            if (abandoned) {
                return;
            }
            runner = Thread.currentThread();
        }
        try {
            answer.complete(check());
        } finally {
            leave();
        }
    }

    private Guard.Verdict check() {
        try {
            Guard.Verdict verdict = guard.check(change);
            return verdict == null ? Guard.veto("a guard answered null") : verdict;
        } catch (Throwable thrown) {
            // Whatever it is, it is the guard's; its message may quote a value.
            return Guard.veto("a guard threw " + thrown.getClass().getName());
        }
    }

    private synchronized void leave() {
        runner = null;
        if (abandoned) {
            // The interrupt was for the guard. A pool that ends interrupts its threads again.
            Thread.interrupted();
        }
    }

    CompletableFuture<Guard.Verdict> answer() {
        return answer;
    }

    /** Nobody waits for the answer any more. */
    synchronized void abandon() {
        abandoned = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    /** Whether the guard is being asked at this moment. */
    synchronized boolean running() {
        return runner != null;
    }
}
