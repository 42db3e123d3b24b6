package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.name.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * A change set as a caller asks for it.
 *
 * @param namespace where
 * @param wishes what, with what is wrong with it so far
 * @param why the reason given
 * @param by who
 * @param key the idempotency key, if one was given
 * @param restore which part of a restore it is; null where it is none
 */
public record WriteRequest(
        Namespace namespace,
        Wishes wishes,
        @Nullable String why,
        String by,
        @Nullable IdempotencyKey key,
        @Nullable RestorePart restore) {

    /** A request that is no part of a restore. */
    public WriteRequest(
            Namespace namespace, Wishes wishes, @Nullable String why, String by, @Nullable IdempotencyKey key) {
        this(namespace, wishes, why, by, key, null);
    }
}
