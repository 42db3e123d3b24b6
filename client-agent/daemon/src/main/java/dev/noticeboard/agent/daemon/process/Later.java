package dev.noticeboard.agent.daemon.process;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs something after a while: the clock of splays and time-outs. */
@FunctionalInterface
public interface Later {
    /** Runs the task once, in another thread, after the delay. */
    void after(Duration delay, Runnable task);

    /** By a thread of its own, which keeps no process up. */
    static Later byThread(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        return (delay, task) -> {
            var unused = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        };
    }
}
