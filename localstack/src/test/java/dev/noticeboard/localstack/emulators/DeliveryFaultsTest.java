package dev.noticeboard.localstack.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryFaultsTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";

    private static List<List<Duration>> plans(DeliveryFaults.Chaos chaos) {
        DeliveryFaults faults = new DeliveryFaults();
        faults.set(chaos);
        List<List<Duration>> plans = new ArrayList<>();
        for (int message = 0; message < 1_000; message++) {
            plans.add(faults.plan(QUEUE, message % 7, message));
        }
        return plans;
    }

    @Test
    void plan_whenTheSeedIsTheSame_isTheSame() {
        var chaos = new DeliveryFaults.Chaos(42, 0.2, 0.2, 0.5, Duration.ofMillis(100));
        assertEquals(plans(chaos), plans(chaos));
        assertNotEquals(plans(chaos), plans(new DeliveryFaults.Chaos(43, 0.2, 0.2, 0.5, Duration.ofMillis(100))));
    }

    @Test
    void plan_whenSharesAreGiven_comesCloseToThem() {
        var plans = plans(new DeliveryFaults.Chaos(7, 0.2, 0.5, 0.5, Duration.ofMillis(100)));
        long dropped = plans.stream().filter(List::isEmpty).count();
        long doubled = plans.stream().filter(p -> p.size() == 2).count();
        List<Duration> copies = plans.stream().flatMap(List::stream).toList();
        long late = copies.stream().filter(d -> !d.isZero()).count();
        assertTrue(Math.abs(dropped - 200) < 50, "dropped " + dropped);
        assertTrue(Math.abs(doubled - 400) < 60, "doubled " + doubled);
        assertTrue(Math.abs(late / (double) copies.size() - 0.5) < 0.06, "late " + late);
        assertTrue(copies.stream().allMatch(d -> d.compareTo(Duration.ofMillis(100)) <= 0));
    }

    @Test
    void plan_whenNothingWasSet_sendsOneCopyAtOnce() {
        assertEquals(List.of(Duration.ZERO), new DeliveryFaults().plan(QUEUE, 0, 0));
    }

    @Test
    void chaos_whenAShareIsNone_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DeliveryFaults.Chaos(1, 1.1, 0, 0, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class, () -> new DeliveryFaults.Chaos(1, 0, Double.NaN, 0, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new DeliveryFaults.Chaos(1, 0, 0, 0, Duration.ofMillis(-1)));
    }
}
