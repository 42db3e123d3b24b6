package dev.noticeboard.functions.upkeep;

import dev.noticeboard.schemas.board.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a namespace's settings keep, labels and pins apart. The newest version is always kept.
 *
 * @param newest how many of the newest versions are kept, 1 or more
 * @param after how long after it was superseded a version is kept; null where that does not matter
 */
record RetentionRule(int newest, @Nullable Duration after) {

    /** The rule of these settings; empty if they keep everything. */
    static Optional<RetentionRule> of(Settings settings) {
        Integer versions = settings.keepVersions();
        Integer days = settings.keepDays();
        return versions == null && days == null
                ? Optional.empty()
                : Optional.of(new RetentionRule(
                        versions == null ? 1 : versions, days == null ? null : Duration.ofDays(days)));
    }

    /** The highest version that may be dropped; 0 or less if none may. */
    long highest(long newestVersion) {
        return newestVersion - newest;
    }

    /** Whether a version up to {@link #highest} is dropped that was superseded at this time at the latest. */
    boolean drops(Instant superseded, Instant now) {
        return after == null || !superseded.plus(after).isAfter(now);
    }
}
