package dev.noticeboard.functions.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: before try n, any length up to {@code base * 2^n}, at most {@code cap}.
 *
 * <p>Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015, where full jitter needs the fewest
 * calls under contention on one item. Thread-safe if the generator is.
 *
 * @param base the bound before the first retry
 * @param cap the highest bound
 * @param random draws the lengths
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {

    /** The shift beyond which every sensible cap is reached. */
    private static final int LARGEST_SHIFT = 20;

    /**
     * How long to wait.
     *
     * @param failures how many tries have failed so far, 1 or more
     */
    public Duration next(int failures) {
        long bound = Math.min(cap.toNanos(), base.toNanos() << Math.min(failures - 1, LARGEST_SHIFT));
        return bound <= 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(bound));
    }
}
