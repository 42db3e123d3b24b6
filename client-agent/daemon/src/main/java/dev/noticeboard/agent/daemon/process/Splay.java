package dev.noticeboard.agent.daemon.process;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A random time up to a limit, so that a fleet does not restart at once (promise 8). */
public final class Splay {
    /** From zero to the limit, both included, to the millisecond. */
    public static Duration upTo(Duration limit, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(limit.toMillis() + 1));
    }

    private Splay() {}
}
