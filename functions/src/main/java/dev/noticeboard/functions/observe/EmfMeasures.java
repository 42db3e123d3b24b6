package dev.noticeboard.functions.observe;

import dev.noticeboard.schemas.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes measures in CloudWatch's embedded metric format, as lines of JSON that CloudWatch Logs makes metrics of.
 *
 * <p>Source of the format and its bounds: Amazon CloudWatch User Guide, "Specification: Embedded metric format": at most 100 metrics in a directive,
 * at most 100 values in an array. What a batch has beyond that goes into further lines. Thread-safe.
 */
public final class EmfMeasures implements Measures {
    private static final int VALUES = 100;

    private final String board;
    private final Clock clock;
    private final Consumer<String> lines;
    private final Map<Measure, List<Long>> taken = new EnumMap<>(Measure.class);

    /**
     * Writes somewhere.
     *
     * @param board the board's name, the value of the one dimension
     * @param lines takes each line, without its end
     */
    public EmfMeasures(String board, Clock clock, Consumer<String> lines) {
        this.board = board;
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public synchronized void take(Measure measure, long value) {
        List<Long> values = taken.computeIfAbsent(measure, m -> new ArrayList<>());
        if (measure.shape() == Measure.Shape.SUM && !values.isEmpty()) {
            values.set(0, values.get(0) + value);
        } else {
            values.add(value);
        }
    }

    @Override
    public void flush() {
        Map<Measure, List<Long>> rest;
        synchronized (this) {
            taken.entrySet()
                    .removeIf(e -> e.getKey().shape() == Measure.Shape.SUM
                            && e.getValue().get(0) == 0);
            if (taken.isEmpty()) {
                return;
            }
            rest = new EnumMap<>(taken);
            taken.clear();
        }
        for (int from = 0; !rest.isEmpty(); from += VALUES) {
            lines.accept(line(rest, from));
            int next = from + VALUES;
            rest.values().removeIf(values -> values.size() <= next);
        }
    }

    private String line(Map<Measure, List<Long>> all, int from) {
        List<Map<String, String>> metrics = new ArrayList<>();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        clock.millis(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                Measure.NAMESPACE,
                                "Dimensions",
                                List.of(List.of(Measure.DIMENSION)),
                                "Metrics",
                                metrics))));
        line.put(Measure.DIMENSION, board);
        all.forEach((measure, values) -> {
            metrics.add(Map.of("Name", measure.title(), "Unit", measure.unit()));
            line.put(measure.title(), values.subList(from, Math.min(from + VALUES, values.size())));
        });
        return Json.write(line);
    }
}
