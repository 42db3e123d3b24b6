package dev.noticeboard.bench.jmh;

/**
 * What JMH found for a benchmark.
 *
 * @param nanos the mean time of a call
 * @param error half the width of its 99.9 % interval of confidence, ns; not a number where there were too few iterations
 * @param bytes allocated by a call
 */
public record Score(double nanos, double error, double bytes) {}
