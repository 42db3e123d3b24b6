package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.ValueChange;
import java.util.List;

/**
 * A change that is about to be served: one change set, or the net effect of several that are caught up with at once, with
 * the withheld rest of earlier ones that touched the same parameters.
 *
 * @param before what is served now
 * @param after what would be served then
 * @param changes the parameters that differ, at least one, in no promised order
 */
public record ChangePreview(Snapshot before, Snapshot after, List<ValueChange> changes) {
    public ChangePreview {
        changes = List.copyOf(changes);
    }
}
