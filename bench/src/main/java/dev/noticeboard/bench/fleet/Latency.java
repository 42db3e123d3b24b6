package dev.noticeboard.bench.fleet;

import java.util.random.RandomGenerator;

/**
 * How long a hop takes: log-normal, as those of services are, most short and a few long.
 *
 * @param title of the hop
 * @param medianMillis half take less, over 0
 * @param p99Millis one in a hundred takes more, over the median
 * @param source of the two
 */
record Latency(String title, double medianMillis, double p99Millis, String source) {
    /** The standard normal distribution's 99th percentile. */
    private static final double Z99 = 2.3263;

    private static final double NANOS = 1e6;

    /** One, in nanoseconds. */
    long draw(RandomGenerator random) {
        double sigma = StrictMath.log(p99Millis / medianMillis) / Z99;
        return (long) (NANOS * medianMillis * StrictMath.exp(sigma * random.nextGaussian()));
    }
}
