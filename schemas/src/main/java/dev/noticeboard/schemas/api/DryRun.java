package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a write with {@code dryRun=true} answers: what it would do at this moment. It holds no stored value: who may write a
 * parameter need not be allowed to read it.
 *
 * @param namespace where
 * @param revision the revision that it was tried on; 0 before the first
 * @param changes what would change, in the order of the request; what would stay as it is is left out
 * @param violations everything that is wrong with it, at most {@value dev.noticeboard.schemas.name.Limits#VIOLATIONS}
 * @param conflicts the expected versions that do not hold
 * @param liveAgents how many agents hold a lease in the namespace: those that the change set would reach
 */
public record DryRun(
        Namespace namespace,
        long revision,
        List<Item> changes,
        List<Violation> violations,
        List<Problem.Winner> conflicts,
        int liveAgents) {

    /** Whether the write would be committed, or would change nothing. */
    public boolean passes() {
        return violations.isEmpty() && conflicts.isEmpty();
    }

    /**
     * One thing that would change.
     *
     * @param kind as in the change log: {@code put}, {@code delete}, {@code label}, {@code unlabel}, {@code bind-schema},
     *     {@code remove-schema}, {@code set-settings}, {@code candidate-put}, {@code candidate-delete}, {@code withdraw},
     *     {@code promote}, {@code move-rollout}
     * @param name the parameter, or the prefix of a schema, or the id of a rollout that ends; absent for settings and for a
     *     rollout that starts
     * @param from the version before, 0 for none; of a label where it stands now
     * @param to the version after; of a label where it would stand, 0 for nowhere
     * @param fields for a put what would differ, as in {@link VersionDiff}
     * @param label the label, of a label
     */
    public record Item(
            String kind,
            @Nullable String name,
            long from,
            long to,
            List<String> fields,
            @Nullable String label) {}
}
