package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.refresh.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A timer that runs its tasks in virtual time, in one thread, in the order of their moments. */
public final class SimTimer implements Timer {
    private final SimClock clock;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private long numbers;

    private record Due(Instant at, long number, Runnable task) {}

    /** @param clock is moved as tasks become due */
    public SimTimer(SimClock clock) {
        this.clock = clock;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        queue.add(new Due(clock.instant().plus(delay), numbers++, task));
    }

    /** Runs all that is due up to a moment, and leaves the clock there. */
    public void runUntil(Instant end) {
        while (true) {
            Due next = queue.peek();
            if (next == null || next.at.isAfter(end)) {
                clock.advanceTo(end);
                return;
            }
            queue.remove(next);
            clock.advanceTo(next.at);
            next.task.run();
        }
    }

    /** How many tasks wait. */
    public int waiting() {
        return queue.size();
    }
}
