package dev.noticeboard.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The token bucket by hand: SNS takes 100 subscriptions a second. */
class LimitTest {
    private static final long SECOND = 1_000_000_000;

    private final Limit limit = new Limit(Quota.SUBSCRIBE, 1);

    @Test
    void take_grantsASecondsWorthAndRefusesTheRest() {
        for (int i = 0; i < 100; i++) {
            assertTrue(limit.take(0, 1));
        }
        assertFalse(limit.take(0, 1));
        assertEquals(1, limit.refused());
        assertEquals(100, limit.granted());
        assertTrue(limit.take(SECOND / 100, 1), "a hundredth of a second later there is one more");
        assertFalse(limit.take(SECOND / 100, 1));
    }

    @Test
    void peak_isWhatWasAskedInTheWorstSecondRefusedOnesToo() {
        for (int i = 0; i < 250; i++) {
            limit.take(SECOND + i, 1);
        }
        limit.take(3 * SECOND, 50);
        assertEquals(2.5, limit.peak());
        assertArrayEquals(new double[] {0, 2.5, 0, 0.5}, limit.load());
    }

    @Test
    void take_whenTheBucketWasOnCredit_waitsUntilThatIsPaid() {
        limit.takeOnCredit(0, 150);
        assertFalse(limit.take(SECOND / 2, 1));
        assertTrue(limit.take(SECOND, 50));
    }

    @Test
    void take_whenItsReadIsDearerThanWhatIsLeft_isGrantedAndLaterOnesPayForIt() {
        assertTrue(limit.take(0, 99));
        assertTrue(limit.take(0, 51));
        assertFalse(limit.take(SECOND / 2, 1));
        assertTrue(limit.take(SECOND * 3 / 4, 1));
    }

    @Test
    void take_whenASampleStandsForTheFleet_grantsItsShare() {
        Limit tenth = new Limit(Quota.SUBSCRIBE, 0.1);
        assertTrue(tenth.take(0, 10));
        assertFalse(tenth.take(0, 1));
        assertEquals(1.1, tenth.peak(), 1e-6);
    }

    @Test
    void begin_forgetsWhatWas() {
        limit.take(0, 100);
        limit.take(0, 1);
        limit.begin(SECOND);
        assertEquals(0, limit.refused());
        assertEquals(0, limit.peak());
        assertTrue(limit.take(SECOND, 100));
    }
}
