package dev.noticeboard.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Keeps tasks until a thread comes back from the sync core, and runs them in that thread: never under the core's lock,
 * where a listener that asks for a read would meet a change half done. Thread-safe.
 */
final class CallingThread implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs what waits. */
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
