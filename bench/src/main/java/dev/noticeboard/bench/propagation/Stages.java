package dev.noticeboard.bench.propagation;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Where the time of pushed changes goes: the medians of each stage of their path. For one thread. */
final class Stages {
    /** The stages, in their order, and what follows the write together; the last three are of each delivery, the others of each change. */
    static final List<String> NAMES = List.of(
            "before the write (ms)",
            "the write (ms)",
            "until it is published (ms)",
            "publish to receive (ms)",
            "receive to told (ms)",
            "from written to told (ms)");

    private static final int TOGETHER = 5;
    private static final double NANOS = 1_000_000;

    private final List<Histogram> stages =
            NAMES.stream().map(name -> new Histogram(3)).toList();

    /**
     * Takes a change.
     *
     * @param sent when its put began
     * @param write the call that wrote it
     * @param publish the first call that published it
     */
    void add(long sent, Calls.Call write, Calls.Call publish, long[] received, long[] told) {
        record(0, sent, write.sent());
        record(1, write.sent(), write.answered());
        record(2, write.answered(), publish.sent());
        for (int i = 0; i < told.length; i++) {
            record(3, publish.sent(), received[i]);
            record(4, received[i], told[i]);
            record(TOGETHER, write.answered(), told[i]);
        }
    }

    /** What comes before its turn took no time: a stream may be read before the write's answer is. */
    private void record(int stage, long from, long to) {
        stages.get(stage).recordValue(Math.max(0, to - from));
    }

    /** In milliseconds, in the order of the names. */
    List<Double> medians() {
        List<Double> medians = new ArrayList<>();
        stages.forEach(s -> medians.add(s.getValueAtPercentile(50) / NANOS));
        return medians;
    }

    /** From the write's answer until a receiver was told, in milliseconds, at the median. */
    double afterTheWrite() {
        return stages.get(TOGETHER).getValueAtPercentile(50) / NANOS;
    }
}
