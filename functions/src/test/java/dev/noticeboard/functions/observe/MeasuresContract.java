package dev.noticeboard.functions.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever takes measures promises. */
abstract class MeasuresContract {
    private Measures measures;

    /** One that took nothing. */
    abstract Measures newMeasures();

    /** What it handed on since it was made: samples and times in their order, sums added up over all that was handed on. */
    abstract Map<Measure, List<Long>> handedOn();

    @BeforeEach
    void make() {
        measures = newMeasures();
    }

    @Test
    void values_whenNotFlushed_waitForTheEndOfTheInvocation() {
        measures.count(Measure.WRITES);
        assertEquals(Map.of(), handedOn());
        measures.flush();
        assertEquals(Map.of(Measure.WRITES, List.of(1L)), handedOn());
        measures.flush();
        assertEquals(Map.of(Measure.WRITES, List.of(1L)), handedOn(), "each value is handed on once");
    }

    @Test
    void values_whenSeveralAreTaken_areSummedOnlyWhereTheyCountEvents() {
        measures.count(Measure.WRITES);
        measures.take(Measure.WRITES, 2);
        measures.take(Measure.COMMIT_TIME, Duration.ofMillis(30));
        measures.take(Measure.COMMIT_TIME, Duration.ofNanos(10_999_999));
        measures.take(Measure.LIVE_AGENTS, 0);
        measures.flush();
        assertEquals(
                Map.of(
                        Measure.WRITES, List.of(3L),
                        Measure.COMMIT_TIME, List.of(30L, 10L),
                        Measure.LIVE_AGENTS, List.of(0L)),
                handedOn());
    }

    @Test
    void sum_whenOfNothing_isLeftOut() {
        measures.take(Measure.WRITES, 0);
        measures.flush();
        assertEquals(Map.of(), handedOn());
    }

    @Test
    void time_whenClocksDisagree_isNothingAndNotLess() {
        measures.take(Measure.PROPAGATION_TIME, Duration.ofMillis(-5));
        measures.flush();
        assertEquals(Map.of(Measure.PROPAGATION_TIME, List.of(0L)), handedOn());
    }

    @Test
    void values_whenThereAreThousands_allArrive() {
        List<Long> times = LongStream.range(0, 2_500).boxed().toList();
        times.forEach(time -> measures.take(Measure.PROPAGATION_TIME, time));
        measures.take(Measure.REPORTS, 2_500);
        measures.flush();
        assertEquals(Map.of(Measure.PROPAGATION_TIME, times, Measure.REPORTS, List.of(2_500L)), handedOn());
    }
}
