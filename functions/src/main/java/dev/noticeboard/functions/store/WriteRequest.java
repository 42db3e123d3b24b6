package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Wishes;
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
 */
public record WriteRequest(
        Namespace namespace,
        Wishes wishes,
        @Nullable String why,
        String by,
        @Nullable IdempotencyKey key) {}
