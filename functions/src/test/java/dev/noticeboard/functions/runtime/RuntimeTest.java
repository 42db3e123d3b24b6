package dev.noticeboard.functions.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pauses, backoff and what is logged of a fault. */
class RuntimeTest {

    @Test
    void backoff_whenTriesFail_growsUpToItsCap() {
        Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new Random(1));
        for (int failures = 1; failures < 100; failures++) {
            long bound = Math.min(100, 10L << Math.min(failures - 1, 10));
            Duration pause = backoff.next(failures);
            assertTrue(!pause.isNegative() && pause.toMillis() < bound, failures + ": " + pause);
        }
        assertEquals(Duration.ZERO, new Backoff(Duration.ZERO, Duration.ZERO, new Random(1)).next(1));
    }

    @Test
    void pause_whenInterrupted_restoresTheFlag() {
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, () -> Pauses.system().pause(Duration.ofMinutes(1)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void fault_whenDescribed_hasOnlyOurOwnMessages() {
        String text = Faults.describe(
                new MisconfiguredException("the setting x").initCause(new IllegalStateException("m4rk3r")));
        assertTrue(text.contains("the setting x"));
        assertTrue(text.contains("caused by java.lang.IllegalStateException at "));
        assertFalse(text.contains("m4rk3r"));
    }
}
