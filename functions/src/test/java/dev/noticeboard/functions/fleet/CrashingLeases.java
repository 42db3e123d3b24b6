package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Leases of a function that may die before or after each write. */
record CrashingLeases(Leases leases, CrashPoint crash) implements Leases {
    @Override
    public Optional<Lease> find(Namespace namespace, String agentId) {
        return leases.find(namespace, agentId);
    }

    @Override
    public boolean save(Lease lease) {
        boolean[] saved = new boolean[1];
        crash.step("the lease is written", () -> saved[0] = leases.save(lease));
        return saved[0];
    }

    @Override
    public boolean remove(Lease lease) {
        boolean[] removed = new boolean[1];
        crash.step("the lease is removed", () -> removed[0] = leases.remove(lease));
        return removed[0];
    }

    @Override
    public List<Lease> page(Namespace namespace, @Nullable String after, int limit) {
        return leases.page(namespace, after, limit);
    }

    @Override
    public void each(Namespace namespace, Consumer<Lease> visitor) {
        leases.each(namespace, visitor);
    }

    @Override
    public void each(Consumer<Lease> visitor) {
        leases.each(visitor);
    }
}
