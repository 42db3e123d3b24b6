package dev.noticeboard.schemas.board;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a version of a parameter as time goes by, as Parameter Store's parameter policies have it.
 *
 * @param expiresAt when a change set turns the parameter into a tombstone; absent for never
 * @param notifyBeforeExpiry how long before that an event tells of it; only with {@code expiresAt}
 * @param notifyUnchangedAfter how long after this version was written, and nothing newer was, an event tells of it
 */
public record Policies(
        @Nullable Instant expiresAt,
        @Nullable Duration notifyBeforeExpiry,
        @Nullable Duration notifyUnchangedAfter) {

    /** Whether nothing is to happen. */
    public boolean none() {
        return expiresAt == null && notifyBeforeExpiry == null && notifyUnchangedAfter == null;
    }
}
