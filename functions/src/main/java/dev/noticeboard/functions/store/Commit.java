package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, as planned: all of it is written or nothing.
 *
 * @param before the head that it must find; null if there must be none
 * @param after the head that it leaves
 * @param changeSet the log's entry
 * @param writes the parameters that it changes
 * @param kept the parameters that were asked for as they are already, and must still be so
 * @param labelWrites the labels that it changes
 * @param labelsKept the labels that were asked for as they are already, and must still be so
 * @param held the versions that the history must still hold
 * @param rollouts the rollouts that it starts or moves
 * @param marks versions in the history whose rollout has ended, with what became of them
 * @param bound the schemas that it binds
 * @param unbound the prefixes, or {@code *}, whose schemas it removes
 * @param key the idempotency key, if one was given
 * @param stored what to keep under the key; null without one
 * @param requestToken DynamoDB's {@code ClientRequestToken}: sent again, the same transaction happens once
 * @param answer what the caller is told when it is committed
 */
public record Commit(
        @Nullable Head before,
        Head after,
        ChangeSet changeSet,
        List<Write> writes,
        List<Kept> kept,
        List<LabelWrite> labelWrites,
        List<Labels> labelsKept,
        List<NamedVersion> held,
        List<RolloutWrite> rollouts,
        List<Parameter> marks,
        List<BoundSchema> bound,
        List<String> unbound,
        @Nullable IdempotencyKey key,
        @Nullable StoredAnswer stored,
        String requestToken,
        CommitAnswer answer) {

    public Commit {
        writes = List.copyOf(writes);
        kept = List.copyOf(kept);
        labelWrites = List.copyOf(labelWrites);
        labelsKept = List.copyOf(labelsKept);
        held = List.copyOf(held);
        rollouts = List.copyOf(rollouts);
        marks = List.copyOf(marks);
        bound = List.copyOf(bound);
        unbound = List.copyOf(unbound);
    }

    /**
     * A change of a parameter.
     *
     * @param parameter its new current state
     * @param replaces the version that its current state must have, 0 for none
     * @param version the version that its history gets, and must not have yet; null for none
     */
    public record Write(
            Parameter parameter, long replaces, @Nullable Parameter version) {
        /** A next version, which is the new current state. */
        public Write(Parameter parameter, long replaces) {
            this(parameter, replaces, parameter);
        }
    }

    /**
     * A rollout's next state.
     *
     * @param rollout the new state
     * @param replaces the revision that it must find, 0 for none
     */
    public record RolloutWrite(Rollout rollout, long replaces) {}

    /** How many actions of a transaction it takes. */
    public int actions() {
        return writes.size()
                + (int) writes.stream().filter(w -> w.version() != null).count()
                + marks.size()
                + kept.size()
                + labelWrites.size()
                + labelsKept.size()
                + held.size()
                + rollouts.size()
                + bound.size()
                + unbound.size()
                + (key == null ? 0 : 1)
                + (before == null ? 3 : 2);
    }

    /**
     * A parameter that must still have this version.
     *
     * @param version 0 if it must still not exist
     */
    public record Kept(ParameterName name, long version) {}

    /**
     * A parameter's next labels.
     *
     * @param labels the new state
     * @param replaces the revision of the labels that it must find, 0 for none
     */
    public record LabelWrite(Labels labels, long replaces) {}
}
