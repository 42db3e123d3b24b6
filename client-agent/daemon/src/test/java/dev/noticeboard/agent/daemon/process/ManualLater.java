package dev.noticeboard.agent.daemon.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs what waits when a test says so. */
public final class ManualLater implements Later {
    public final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    @Override
    public void after(Duration delay, Runnable task) {
        delays.add(delay);
        tasks.add(task);
    }

    /** Runs the task that was put at this place, from 0. */
    public void run(int place) {
        tasks.get(place).run();
    }
}
