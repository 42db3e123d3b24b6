package dev.noticeboard.functions.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs from outside the board.
 *
 * @param changeSet the change set's id: one for each request, however often it is planned
 * @param requestToken one for each plan
 * @param epoch the name of the namespace's epoch, should this make its head or renew it
 * @param at now
 * @param retries how many races were lost so far
 * @param table the table that it is for; null where that is not known
 */
record Attempt(
        String changeSet,
        String requestToken,
        String epoch,
        Instant at,
        int retries,
        @Nullable String table) {

    /** An attempt on a table without a name. */
    Attempt(String changeSet, String requestToken, String epoch, Instant at, int retries) {
        this(changeSet, requestToken, epoch, at, retries, null);
    }
}
