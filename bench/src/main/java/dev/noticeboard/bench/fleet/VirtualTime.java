package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.refresh.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A clock and a timer that run millions of tasks in virtual time, in the order of their moments and, within one moment, in that of their
 * making. A heap of plain longs: an object for each task that waits would be most of a large fleet's memory. For one thread.
 */
final class VirtualTime extends Clock implements Timer {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    /** Children of a node: a flatter heap than a binary one touches fewer lines of the cache. */
    private static final int ARITY = 4;

    private long[] moments = new long[1024];
    private long[] numbers = new long[1024];
    private Runnable[] tasks = new Runnable[1024];
    private int size;
    private long made;
    private long now;
    private Instant shown = BEGIN;

    /** Nanoseconds since the beginning. */
    long nanos() {
        return now;
    }

    /** Seconds since the beginning. */
    double seconds() {
        return now / 1e9;
    }

    @Override
    public Instant instant() {
        return shown;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        after(delay.toNanos(), task);
    }

    /** Runs the task after so many nanoseconds, 0 or more. */
    void after(long nanos, Runnable task) {
        if (size == moments.length) {
            moments = Arrays.copyOf(moments, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            tasks = Arrays.copyOf(tasks, size * 2);
        }
        rise(size++, now + Math.max(0, nanos), made++, task);
    }

    /** How many tasks wait. */
    int waiting() {
        return size;
    }

    /** Runs all that is due within this time, and ends there. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (size > 0 && moments[0] <= end) {
            moveTo(moments[0]);
            next().run();
        }
        moveTo(end);
    }

    private void moveTo(long moment) {
        if (moment != now) {
            now = moment;
            shown = BEGIN.plusNanos(moment);
        }
    }

    private Runnable next() {
        Runnable first = tasks[0];
        size--;
        sink(moments[size], numbers[size], tasks[size]);
        tasks[size] = VirtualTime::nothing;
        return first;
    }

    /** Stands where no task waits any more, so that none is kept. */
    private static void nothing() {}

    private void rise(int from, long moment, long number, Runnable task) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / ARITY;
            if (!before(moment, number, parent)) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        put(place, moment, number, task);
    }

    private void sink(long moment, long number, Runnable task) {
        int place = 0;
        while (true) {
            int least = -1;
            int first = place * ARITY + 1;
            for (int child = first; child < Math.min(first + ARITY, size); child++) {
                if (least < 0 || before(moments[child], numbers[child], least)) {
                    least = child;
                }
            }
            if (least < 0 || before(moment, number, least)) {
                put(place, moment, number, task);
                return;
            }
            move(least, place);
            place = least;
        }
    }

    private boolean before(long moment, long number, int place) {
        return moment < moments[place] || (moment == moments[place] && number < numbers[place]);
    }

    private void move(int from, int to) {
        put(to, moments[from], numbers[from], tasks[from]);
    }

    private void put(int place, long moment, long number, Runnable task) {
        moments[place] = moment;
        numbers[place] = number;
        tasks[place] = task;
    }
}
