package dev.noticeboard.bench.propagation;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long the changes of a cell took. For one thread. */
final class Samples {
    /** Two changes of one size are told apart by three digits, as the tables print. */
    private static final int DIGITS = 3;

    private static final double NANOS = 1_000_000;

    private final Histogram each = new Histogram(DIGITS);
    private final Histogram last = new Histogram(DIGITS);

    /**
     * Takes a change.
     *
     * @param sent when its put began
     * @param arrived when each receiver had it, by the same clock
     */
    void add(long sent, long[] arrived) {
        long latest = 0;
        for (long at : arrived) {
            each.recordValue(Math.max(0, at - sent));
            latest = Math.max(latest, at - sent);
        }
        last.recordValue(latest);
    }

    long changes() {
        return last.getTotalCount();
    }

    long deliveries() {
        return each.getTotalCount();
    }

    /** Of the deliveries, in milliseconds. */
    double median() {
        return each.getValueAtPercentile(50) / NANOS;
    }

    /** Of the deliveries, in milliseconds; none below 50 changes and 1,000 deliveries, where a single one would be it. */
    @Nullable Double p99() {
        return changes() >= 50 && deliveries() >= 1000 ? each.getValueAtPercentile(99) / NANOS : null;
    }

    /** Until the last receiver had the change, the median of the changes, in milliseconds. */
    double lastMedian() {
        return last.getValueAtPercentile(50) / NANOS;
    }
}
