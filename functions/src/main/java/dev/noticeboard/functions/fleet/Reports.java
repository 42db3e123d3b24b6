package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last report of each agent. Reads are consistent. Thread-safe. All methods throw
 * {@link dev.noticeboard.functions.store.StoreUnavailableException} when the store cannot be asked.
 */
public interface Reports {
    /** Keeps a report in place of the one before, on condition that it was sent later. */
    Keeping keep(KeptReport report);

    /**
     * What became of it.
     *
     * @param kept whether the condition held
     * @param before the report that it took the place of; null where there was none, or it could not be read
     */
    record Keeping(boolean kept, @Nullable KeptReport before) {
        /** It is refused. */
        static final Keeping REFUSED = new Keeping(false, null);
    }

    /** The last report of an agent. */
    Optional<KeptReport> find(Namespace namespace, String agentId);

    /** The last reports of the agents from one id to another, both included, in the order of ids. */
    List<KeptReport> between(Namespace namespace, String first, String last);

    /** Hands over the last reports of these agents, each named once, as far as there are any; in no order. */
    void each(Namespace namespace, Collection<String> agentIds, Consumer<KeptReport> visitor);

    /** Hands over the last reports of a namespace's agents, in no order. */
    void each(Namespace namespace, Consumer<KeptReport> visitor);
}
