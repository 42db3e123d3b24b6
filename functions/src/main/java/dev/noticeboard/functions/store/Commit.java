package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
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
        bound = List.copyOf(bound);
        unbound = List.copyOf(unbound);
    }

    /**
     * A parameter's next version.
     *
     * @param parameter the new state
     * @param replaces the version that it must find, 0 for none
     */
    public record Write(Parameter parameter, long replaces) {}

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
