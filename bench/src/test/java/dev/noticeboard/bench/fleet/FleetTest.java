package dev.noticeboard.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement in small: the same seed gives the same figures, and the limits that are built in show where they must. */
class FleetTest {
    private final Scenarios scenarios = new Scenarios(1, true);

    private static Figures figures(Path folder, int hosts) throws IOException {
        return FleetBench.measure(new Run(true, 1, 0, folder, line -> {}), List.of(hosts), List.of());
    }

    @Test
    void measure_whenTheSeedIsTheSame_givesTheSameTablesAndPlots(@TempDir Path one, @TempDir Path other)
            throws IOException {
        Figures first = figures(one, 1_000);
        Figures second = figures(other, 1_000);
        assertEquals(first.tables(), second.tables());
        assertEquals(List.of(), first.faults());
        assertEquals(4, first.plots().size());
        for (String plot : first.plots()) {
            assertEquals(Files.readString(one.resolve(plot)), Files.readString(other.resolve(plot)));
        }
    }

    @Test
    void small_whenNothingIsThrottled_reachesAllWithinSeconds() {
        Outcome o = scenarios.small(200).get(0);
        assertEquals(1, o.share());
        assertEquals(0, o.refused());
        assertTrue(o.all() < 3, () -> o.all() + " s");
    }

    @Test
    void urgent_isEarlierThanTheStream() {
        double urgent = scenarios.urgent(200).get(0).half();
        double small = scenarios.small(200).get(0).half();
        assertTrue(urgent < small, () -> urgent + " s against " + small + " s");
    }

    /** A host reads 8.5 units of one partition: no more than 353 a second get through. */
    @Test
    void large_whenTheFleetIsBeyondThePartition_takesAsLongAsThePartitionTakes() {
        Outcome o = scenarios.large(5_000).get(0);
        assertEquals(1, o.share());
        assertTrue(o.refused() > 0, "throttled");
        assertTrue(o.all() > 5_000 / 353.0 - 1, () -> o.all() + " s");
    }

    /** SNS takes 100 subscriptions a second. */
    @Test
    void boot_whenAllRegisterAtOnce_takesAsLongAsSubscriptionsTake() {
        Outcome o = scenarios.boot(1_500).get(1);
        assertEquals(1, o.share());
        assertTrue(o.all() >= 13, () -> o.all() + " s");
    }
}
