package dev.noticeboard.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long after its moment each host had each change, or whatever else it waits for. For one thread. */
final class Lags {
    private static final double MICROS = 1e6;
    private static final int CURVE_POINTS = 120;
    private static final double FIRST_SECOND = 0.01;

    /** A point of a curve: after so many seconds this share had it. */
    record Point(double seconds, double share) {}

    private final Histogram histogram = new Histogram(3);
    private final long expected;

    /** @param expected how many there will be once all have all */
    Lags(long expected) {
        this.expected = expected;
    }

    void add(double seconds) {
        histogram.recordValue(Math.max(0, Math.round(seconds * MICROS)));
    }

    boolean complete() {
        return histogram.getTotalCount() >= expected;
    }

    /** The share of all that has been waited for, 0 to 1. */
    double share() {
        return expected == 0 ? 1 : histogram.getTotalCount() / (double) expected;
    }

    /** After how many seconds this share of all had it; not a number if it has not. */
    double at(double part) {
        long rank = (long) Math.ceil(part * expected);
        long have = histogram.getTotalCount();
        if (rank > have || have == 0) {
            return Double.NaN;
        }
        if (rank == have) {
            return histogram.getMaxValue() / MICROS;
        }
        return histogram.getValueAtPercentile(100.0 * rank / have) / MICROS;
    }

    /** Shares over time, evenly on a logarithmic axis. */
    List<Point> curve() {
        List<Point> curve = new ArrayList<>();
        double last = Math.max(FIRST_SECOND * 2, histogram.getMaxValue() / MICROS);
        for (int i = 0; i <= CURVE_POINTS; i++) {
            double seconds = FIRST_SECOND * StrictMath.pow(last / FIRST_SECOND, i / (double) CURVE_POINTS);
            long count = histogram.getCountBetweenValues(0, Math.round(seconds * MICROS));
            curve.add(new Point(seconds, expected == 0 ? 1 : count / (double) expected));
        }
        return curve;
    }
}
