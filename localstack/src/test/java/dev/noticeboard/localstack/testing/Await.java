package dev.noticeboard.localstack.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or server is about to make true. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError if it does not within 20 s
     */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LONGEST, condition);
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError if it does not within the limit
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Await() {}
}
