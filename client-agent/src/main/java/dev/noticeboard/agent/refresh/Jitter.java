package dev.noticeboard.agent.refresh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Draws delays at random, so that a fleet does not act as a herd (design, section 4.8). Never longer than the delay asked
 * for, so that jitter never adds to staleness. Thread-safe.
 */
public final class Jitter {
    private final RandomGenerator random;

    /** @param random need not be thread-safe */
    public Jitter(RandomGenerator random) {
        this.random = random;
    }

    /** Between three quarters of the interval and all of it. */
    public Duration poll(Duration interval) {
        return fraction(interval, 0.75 + 0.25 * draw());
    }

    /** Between nothing and all of the span. */
    public Duration within(Duration span) {
        return fraction(span, draw());
    }

    /**
     * Exponential backoff with full jitter (M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
     *
     * @param failures how many in a row, 1 or more
     * @param first the span after the first failure; it doubles with each
     * @param most what the span never exceeds
     */
    public Duration backoff(int failures, Duration first, Duration most) {
        // 2^20 times any sensible first span is beyond any sensible cap.
        Duration span = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return within(span.compareTo(most) < 0 ? span : most);
    }

    private synchronized double draw() {
        return random.nextDouble();
    }

    private static Duration fraction(Duration whole, double part) {
        return Duration.ofNanos((long) (whole.toNanos() * part));
    }
}
