package dev.noticeboard.bench.propagation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The pause before a change: until the process has finished with the former one (deletions of messages, agents' reports), which would
 * otherwise slow the other side's; and a random while more, so that no side's changes meet its stream reader always at the same moment.
 */
final class Calm {
    /** Above what waits: two thousand long polls are renewed a hundred times a second, and reports of a large fleet trickle in. */
    private static final double BUSY = 0.5;

    private static final Duration WINDOW = Duration.ofMillis(20);
    /** A fleet's reports are spread over 2 s; whoever is not calm by then never will be. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final SplittableRandom random;

    Calm(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A random pause of at most this. */
    void pause(Duration longest) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(random.nextLong(longest.toNanos()));
    }

    /** Until the process is idle but for what waits. */
    void await() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean busy = true;
        while (busy && System.nanoTime() < deadline) {
            busy = share() > BUSY;
        }
    }

    /** Of one core, in the window that begins now. */
    private double share() throws InterruptedException {
        long start = System.nanoTime();
        long before = system.getProcessCpuTime();
        TimeUnit.NANOSECONDS.sleep(WINDOW.toNanos());
        return (system.getProcessCpuTime() - before) / (double) (System.nanoTime() - start);
    }
}
