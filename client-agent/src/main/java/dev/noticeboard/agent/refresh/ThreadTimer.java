package dev.noticeboard.agent.refresh;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A timer with one thread of its own. */
public final class ThreadTimer implements Timer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimer.class);

    private final ScheduledThreadPoolExecutor executor;

    /** @param threads makes the one thread */
    public ThreadTimer(ThreadFactory threads) {
        this.executor = new ScheduledThreadPoolExecutor(1, threads);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> unused = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.trace("closed: nothing more is scheduled");
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (!executor.isShutdown()) {
                LOG.warn("a task of the agent failed: {}", e.getClass().getName());
            }
        }
    }

    /** Interrupts the task that runs and forgets those that wait. Does not wait itself. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Waits until the task that ran at the close has ended. Returns whether it has. */
    public boolean awaitClosed(Duration limit) throws InterruptedException {
        return executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
