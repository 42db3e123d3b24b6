package dev.noticeboard.bench.startup;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of a few measurements. */
final class Median {
    private Median() {}

    /**
     * Of an even number of them, between the two in the middle.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <T> double of(List<T> measured, ToDoubleFunction<T> what) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = measured.stream().mapToDouble(what).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
