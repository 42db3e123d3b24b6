package dev.noticeboard.functions.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How commits are made.
 *
 * @param budget how long one request may take; under API Gateway's 29 s
 * @param spread over how long a fleet spreads its reads of a change set that travels by reference
 * @param answersKept how long an idempotency key holds
 * @param table the table's name, by which a head that was copied from another table is known; null where that is not to be looked at
 */
public record CommitSettings(
        Duration budget,
        Duration spread,
        Duration answersKept,
        @Nullable String table) {

    /** Settings for a table without a name. */
    public CommitSettings(Duration budget, Duration spread, Duration answersKept) {
        this(budget, spread, answersKept, null);
    }
}
