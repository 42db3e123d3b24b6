package dev.noticeboard.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Draws have the median and the 99th percentile that they were given; lags count what is not there yet. */
class LatencyTest {
    @Test
    void draw_hasItsMedianAndItsTail() {
        Latency hop = new Latency("hop", 100, 400, "made up");
        Random random = new Random(1);
        double[] drawn = new double[100_001];
        Arrays.setAll(drawn, i -> (double) hop.draw(random));
        Arrays.sort(drawn);
        assertEquals(100e6, drawn[50_000], 1e6);
        assertEquals(400e6, drawn[99_000], 12e6);
    }

    @Test
    void at_countsThoseThatHaveNothingYet() {
        Lags lags = new Lags(4);
        lags.add(1);
        lags.add(3);
        assertEquals(3, lags.at(0.5), 0.01);
        assertTrue(Double.isNaN(lags.at(0.75)));
        assertEquals(0.5, lags.share());
        lags.add(2);
        lags.add(8);
        assertTrue(lags.complete());
        assertEquals(2, lags.at(0.5), 0.01);
        assertEquals(8, lags.at(1), 0.01);
    }
}
