package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The leases. Reads are consistent. Thread-safe. All methods throw
 * {@link dev.noticeboard.functions.store.StoreUnavailableException} when the store cannot be asked.
 */
public interface Leases {
    /** The lease of an agent, expired or not. */
    Optional<Lease> find(Namespace namespace, String agentId);

    /**
     * Writes a version of a lease, on condition that the one before it is the newest; version 1 on condition that there is
     * none.
     *
     * @return whether the condition held
     */
    boolean save(Lease lease);

    /**
     * Removes a lease, on condition that this version is the newest.
     *
     * @return whether the condition held
     */
    boolean remove(Lease lease);

    /**
     * The next leases of a namespace, expired or not, in the order of agents' ids.
     *
     * @param after the last id of the page before; null for the first page
     * @param limit the most leases to answer
     */
    List<Lease> page(Namespace namespace, @Nullable String after, int limit);

    /** Hands over all leases of a namespace, expired or not, in no order. */
    void each(Namespace namespace, Consumer<Lease> visitor);

    /** Hands over all leases of all namespaces, in no order. */
    void each(Consumer<Lease> visitor);
}
