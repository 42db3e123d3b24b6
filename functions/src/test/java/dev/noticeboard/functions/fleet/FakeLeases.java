package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The leases in memory. */
public final class FakeLeases implements Leases {
    private final Map<String, Lease> leases = new TreeMap<>();

    private static String id(Namespace namespace, String agentId) {
        return namespace + "#" + agentId;
    }

    @Override
    public synchronized Optional<Lease> find(Namespace namespace, String agentId) {
        return Optional.ofNullable(leases.get(id(namespace, agentId)));
    }

    private boolean newest(Lease lease, long version) {
        return find(lease.namespace(), lease.agentId()).map(Lease::version).orElse(0L) == version;
    }

    @Override
    public synchronized boolean save(Lease lease) {
        if (!newest(lease, lease.version() - 1)) {
            return false;
        }
        leases.put(id(lease.namespace(), lease.agentId()), lease);
        return true;
    }

    @Override
    public synchronized boolean remove(Lease lease) {
        return newest(lease, lease.version()) && leases.remove(id(lease.namespace(), lease.agentId())) != null;
    }

    @Override
    public synchronized List<Lease> page(Namespace namespace, @Nullable String after, int limit) {
        return leases.values().stream()
                .filter(l -> l.namespace().equals(namespace))
                .filter(l -> after == null || l.agentId().compareTo(after) > 0)
                .sorted(Comparator.comparing(Lease::agentId))
                .limit(limit)
                .toList();
    }

    @Override
    public void each(Namespace namespace, Consumer<Lease> visitor) {
        each(lease -> {
            if (lease.namespace().equals(namespace)) {
                visitor.accept(lease);
            }
        });
    }

    @Override
    public void each(Consumer<Lease> visitor) {
        List<Lease> all;
        synchronized (this) {
            all = List.copyOf(leases.values());
        }
        all.forEach(visitor);
    }
}
