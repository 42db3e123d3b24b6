package dev.noticeboard.openfeature;

import java.time.Duration;

/**
 * How a provider behaves. Immutable.
 *
 * @param initialWait for how long {@code initialize} waits for an agent that serves nothing yet; zero or more. 30 s by default, as
 *     long as an agent's own start
 * @param cache whether the provider keeps what a static flag (one without a rule) resolved to, until the flag changes. A kept one's
 *     reason is CACHED rather than STATIC, as with flagd's remote providers. It saves little, since all is in memory anyway. False by default
 */
public record ProviderOptions(Duration initialWait, boolean cache) {
    /** All as described. */
    public static final ProviderOptions DEFAULTS = new ProviderOptions(Duration.ofSeconds(30), false);

    /** @throws IllegalArgumentException if the wait is less than zero */
    public ProviderOptions {
        if (initialWait.isNegative()) {
            throw new IllegalArgumentException(
                    "initialWait: " + initialWait + " is less than zero. Give zero not to wait at all.");
        }
    }

    /** These with another wait. */
    public ProviderOptions withInitialWait(Duration value) {
        return new ProviderOptions(value, cache);
    }

    /** These with or without a cache. */
    public ProviderOptions withCache(boolean value) {
        return new ProviderOptions(initialWait, value);
    }
}
