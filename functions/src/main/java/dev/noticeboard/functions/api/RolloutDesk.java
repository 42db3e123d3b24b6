package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the API asks about rollouts. Reads are consistent, and throw as the store does. Thread-safe. */
public interface RolloutDesk {
    /** A rollout, whatever its state. */
    Optional<Rollout> find(Namespace namespace, String id);

    /**
     * The next rollouts, whatever their state, in the order of ids.
     *
     * @param after the last id of the page before; null for the first page
     * @param limit the most to answer
     */
    List<Rollout> page(Namespace namespace, @Nullable String after, int limit);

    /** Asks the conductor to look at this namespace soon. Never fails: it looks each minute anyway. */
    void lookSoon(Namespace namespace);
}
