package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Optional;
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
 * @param trace the trace that it belongs to; null for one that it begins
 * @param manner whether it may end a rollout, and whether the namespace's strategy binds it
 */
public record WriteRequest(
        Namespace namespace,
        Wishes wishes,
        @Nullable String why,
        String by,
        @Nullable IdempotencyKey key,
        @Nullable RestorePart restore,
        @Nullable Trace trace,
        Manner manner) {

    /** How a change set is written. */
    public enum Manner {
        /** As everybody does. */
        ORDINARY,
        /** A kill switch: it ends the rollouts of the parameters that it writes, and needs none itself. */
        URGENT,
        /** By the board itself, whose expiries and rollouts need no rollout. */
        UPKEEP
    }

    /** An ordinary request. */
    public WriteRequest(
            Namespace namespace,
            Wishes wishes,
            @Nullable String why,
            String by,
            @Nullable IdempotencyKey key,
            @Nullable RestorePart restore) {
        this(namespace, wishes, why, by, key, restore, null, Manner.ORDINARY);
    }

    /** An ordinary request that is no part of a restore. */
    public WriteRequest(
            Namespace namespace, Wishes wishes, @Nullable String why, String by, @Nullable IdempotencyKey key) {
        this(namespace, wishes, why, by, key, null, null, Manner.ORDINARY);
    }

    /** The rollout that it asks to start; empty if it asks for none. */
    Optional<Wish.Start> start() {
        return wishes.wishes().stream()
                .filter(Wish.Start.class::isInstance)
                .map(Wish.Start.class::cast)
                .findFirst();
    }

    /** The same in another manner. */
    public WriteRequest in(Manner other) {
        return new WriteRequest(namespace, wishes, why, by, key, restore, trace, other);
    }

    /** The same as a part of this trace; null for one that it begins. */
    public WriteRequest traced(@Nullable Trace other) {
        return new WriteRequest(namespace, wishes, why, by, key, restore, other, manner);
    }

    /** Whether it begins a new epoch. */
    boolean renewsEpoch() {
        return wishes.wishes().stream().anyMatch(Wish.RenewEpoch.class::isInstance);
    }
}
