package dev.noticeboard.functions.observe;

import java.time.Duration;

/** Takes what is measured. Never throws for what it cannot keep: measuring harms nobody. Thread-safe. */
public interface Measures {
    /**
     * Takes a value.
     *
     * @param value of the measure's unit, 0 or more. Of a {@link Measure.Shape#SUM} 0 says nothing and may be left out
     */
    void take(Measure measure, long value);

    /** Hands on what was taken since the last time; to be called at the end of each invocation, since Lambda freezes a function then. */
    void flush();

    /** Takes a length of time, in whole milliseconds; less than nothing, from clocks that disagree, counts as nothing. */
    default void take(Measure measure, Duration length) {
        take(measure, Math.max(0, length.toMillis()));
    }

    /** Takes one event. */
    default void count(Measure measure) {
        take(measure, 1);
    }

    /** Measures nothing. */
    static Measures none() {
        return new Measures() {
            @Override
            public void take(Measure measure, long value) {}

            @Override
            public void flush() {}
        };
    }
}
