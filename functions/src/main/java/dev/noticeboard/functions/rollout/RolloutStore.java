package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What rollouts need of the board's items beside the commit. Reads are consistent unless they say otherwise. Thread-safe. All methods throw
 * {@link dev.noticeboard.functions.store.StoreUnavailableException} when the store cannot be asked.
 */
public interface RolloutStore {
    /** A rollout, whatever its state. */
    Optional<Rollout> find(Namespace namespace, String id);

    /**
     * The next rollouts of a namespace, whatever their state, in the order of ids.
     *
     * @param after the last id of the page before; null for the first page
     * @param limit the most to answer
     */
    List<Rollout> page(Namespace namespace, @Nullable String after, int limit);

    /**
     * The rollouts of all namespaces that are not ended, or of whose transitions the world outside was not told yet. May be a moment behind.
     */
    List<Pending> pending();

    /**
     * A rollout that somebody has to look at.
     *
     */
    record Pending(Namespace namespace, String id) {}

    /** The newest transition of a rollout that the world outside was told of; 0 for none. */
    long toldRevision(Namespace namespace, String id);

    /**
     * Notes that the world outside was told of all transitions up to a revision. One that is ended and told of is no longer {@link #pending}. A
     * note of an older revision than is noted already changes nothing.
     */
    void told(Rollout rollout, long revision);

    /**
     * Keeps the names of a step's cohort, before the step is opened. Never changed afterwards; kept as long as the log.
     *
     * @param cohortId a name that was never used
     * @param agentIds up to 100,000
     */
    void freeze(Rollout rollout, String cohortId, List<String> agentIds, Instant now);

    /** Hands over the names of a frozen cohort, in the order of ids. */
    void cohort(Rollout rollout, String cohortId, Consumer<String> visitor);
}
