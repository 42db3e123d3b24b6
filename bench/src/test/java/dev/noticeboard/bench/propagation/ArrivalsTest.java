package dev.noticeboard.bench.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final double MILLI = 1_000_000;

    @Test
    void await_whenOneIsMissing_saysHowManyAndOfWhich() {
        Arrivals arrivals = new Arrivals();
        arrivals.expect(7, 2);
        arrivals.arrived(0, 7, 1);
        arrivals.arrived(0, 7, 2);
        arrivals.arrived(1, 6, 3);
        var missing = assertThrows(IllegalStateException.class, () -> arrivals.await(Duration.ZERO));
        assertEquals("1 of 2 receivers did not have change 7 after 0 s", missing.getMessage());
    }

    @Test
    void times_whenToldTwiceOrByOthers_areThoseOfTheFirst() throws InterruptedException {
        Arrivals arrivals = new Arrivals();
        arrivals.expect(7, 2);
        arrivals.received(1, Values.of(6), 9);
        arrivals.received(1, "{\"value\":\"" + Values.of(7) + "\"}", 10);
        arrivals.received(1, Values.of(7), 11);
        arrivals.received(2, Values.of(7), 12);
        arrivals.arrived(1, 7, 20);
        arrivals.arrived(1, 7, 21);
        arrivals.arrived(2, 7, 22);
        arrivals.arrived(0, 7, 30);
        arrivals.await(Duration.ZERO);
        assertArrayEquals(new long[] {30, 20}, arrivals.times());
        assertArrayEquals(new long[] {0, 10}, arrivals.receivedTimes());
    }

    @Test
    void p99_whenFewerThanFiftyChangesOrAThousandDeliveries_isNone() {
        Samples samples = new Samples();
        for (int change = 0; change < 49; change++) {
            samples.add(0, new long[30]);
        }
        assertNull(samples.p99());
        samples.add(0, new long[30]);
        assertEquals(0.0, samples.p99());
        Samples single = new Samples();
        for (int change = 0; change < 999; change++) {
            single.add(0, new long[1]);
        }
        assertNull(single.p99());
    }

    @Test
    void samples_whenTaken_countFromThePutToEachAndToTheLast() {
        Samples samples = new Samples();
        long sent = 5_000_000;
        samples.add(sent, new long[] {sent + 1_000_000, sent + 2_000_000, sent + 9_000_000});
        assertEquals(1, samples.changes());
        assertEquals(3, samples.deliveries());
        assertEquals(2, samples.median(), 0.01);
        assertEquals(9, samples.lastMedian(), 0.01);
    }

    @Test
    void stages_whenTheStreamWasReadBeforeTheAnswer_countNoNegativeTime() {
        Stages stages = new Stages();
        long m = (long) MILLI;
        stages.add(
                0, new Calls.Call(2 * m, 5 * m), new Calls.Call(4 * m, 6 * m), new long[] {9 * m}, new long[] {10 * m});
        List<Double> medians = stages.medians();
        double[] expected = {2, 3, 0, 5, 1};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], medians.get(i), 0.01);
        }
    }

    @Test
    void change_whenTheValueIsPadded_isReadBack() {
        assertEquals(42, Values.change(Values.of(42)));
        assertEquals(Values.LENGTH, Values.of(1_000_000).length());
        assertEquals(640, Values.padded(3, 640).length());
    }
}
