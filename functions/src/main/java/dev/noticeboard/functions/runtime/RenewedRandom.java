package dev.noticeboard.functions.runtime;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Random numbers from a generator that can be replaced: what is restored from one snapshot many times must not draw the same in each copy. Thread-safe if
 * the generators are.
 */
public final class RenewedRandom implements RandomGenerator {
    private final Supplier<? extends RandomGenerator> source;
    private volatile RandomGenerator current;

    /** Draws from what this makes, newly seeded each time. */
    public RenewedRandom(Supplier<? extends RandomGenerator> source) {
        this.source = source;
        this.current = source.get();
    }

    /** Draws from a new generator from now on. */
    public void renew() {
        current = source.get();
    }

    @Override
    public long nextLong() {
        return current.nextLong();
    }
}
