package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.schemas.name.Namespace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a swap of the snapshot changed for the application.
 *
 * @param namespace where
 * @param epoch the epoch of the new snapshot
 * @param fromRevision the revision served before
 * @param toRevision the revision served now; the same where an operator's overrides changed, less only where the epoch is
 *     another one
 * @param changes the parameters that differ, at least one
 * @param traceparent the trace, as W3C's Trace Context writes it, of the newest change set in it; absent where none is known, as
 *     after a read of the whole namespace
 */
public record SnapshotChange(
        Namespace namespace,
        String epoch,
        long fromRevision,
        long toRevision,
        List<ValueChange> changes,
        @Nullable String traceparent) {
    public SnapshotChange {
        changes = List.copyOf(changes);
    }

    /** This change and the next one, as one: each parameter's oldest value before and newest after. */
    public SnapshotChange then(SnapshotChange next) {
        Map<String, ValueChange> merged = new LinkedHashMap<>();
        changes.forEach(c -> merged.put(c.name().text(), c));
        next.changes.forEach(c -> merged.merge(c.name().text(), c, ValueChange::then));
        List<ValueChange> effective =
                merged.values().stream().filter(ValueChange::effective).toList();
        return new SnapshotChange(namespace, next.epoch, fromRevision, next.toRevision, effective, next.traceparent);
    }
}
