package dev.noticeboard.functions.observe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures in memory. */
public final class FakeMeasures implements Measures {
    private final Map<Measure, List<Long>> taken = new EnumMap<>(Measure.class);
    private final Map<Measure, List<Long>> flushed = new EnumMap<>(Measure.class);

    @Override
    public synchronized void take(Measure measure, long value) {
        add(taken, measure, value);
    }

    @Override
    public synchronized void flush() {
        taken.forEach((measure, values) -> values.forEach(value -> add(flushed, measure, value)));
        taken.clear();
    }

    private static void add(Map<Measure, List<Long>> all, Measure measure, long value) {
        List<Long> values = all.computeIfAbsent(measure, m -> new ArrayList<>());
        if (measure.shape() != Measure.Shape.SUM) {
            values.add(value);
        } else if (value != 0) {
            long sum = value + (values.isEmpty() ? 0 : values.remove(0));
            values.add(sum);
        }
    }

    /** What was handed on since the start, sums added up. */
    public synchronized Map<Measure, List<Long>> flushed() {
        return copy(flushed);
    }

    /** What was taken and not handed on yet. */
    public synchronized Map<Measure, List<Long>> taken() {
        return copy(taken);
    }

    private static Map<Measure, List<Long>> copy(Map<Measure, List<Long>> all) {
        Map<Measure, List<Long>> copy = new EnumMap<>(Measure.class);
        all.forEach((measure, values) -> {
            if (!values.isEmpty()) {
                copy.put(measure, List.copyOf(values));
            }
        });
        return copy;
    }
}
