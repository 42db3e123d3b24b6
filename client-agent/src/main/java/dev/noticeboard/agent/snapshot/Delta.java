package dev.noticeboard.agent.snapshot;

import java.util.List;

/**
 * How a snapshot differs from the one that was saved before it, so that saving takes time and bytes in proportion to a change
 * and not to the namespace.
 *
 * @param set values that are new, or other than before
 * @param removed full names of parameters that are not served any more
 * @param withheld whether what is withheld differs
 * @param rollouts how the rollouts that are held differ
 */
public record Delta(List<Value> set, List<String> removed, boolean withheld, HeldChanges rollouts) {
    /** Only revision and epoch may differ. */
    public static final Delta NONE = new Delta(List.of(), List.of(), false);

    public Delta {
        set = List.copyOf(set);
        removed = List.copyOf(removed);
    }

    /** Where no rollout differs. */
    public Delta(List<Value> set, List<String> removed, boolean withheld) {
        this(set, removed, withheld, HeldChanges.NONE);
    }
}
