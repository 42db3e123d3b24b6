package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.name.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The message that a namespace has reached a revision.
 *
 * @param format the format's number, {@value #FORMAT}
 * @param namespace which namespace
 * @param epoch its epoch when the notice was made
 * @param revision the revision reached
 * @param changeSet the change set that made it, where it is small enough to travel
 * @param spreadMillis over how many milliseconds agents spread the read that this notice causes; 0 for at once
 * @param trace the trace of the change set that made it, where the change set does not travel with it; absent where none is known
 */
public record Notice(
        @JsonProperty("noticeboard") int format,
        Namespace namespace,
        String epoch,
        long revision,
        @Nullable ChangeSet changeSet,
        long spreadMillis,
        @Nullable Trace trace) {

    /** The only format there is so far. */
    public static final int FORMAT = 1;

    /** A notice that carries the change set. */
    public static Notice inline(ChangeSet changeSet) {
        return new Notice(
                FORMAT,
                changeSet.namespace(),
                changeSet.epoch(),
                changeSet.revision(),
                changeSet,
                changeSet.spreadMillis(),
                null);
    }

    /** A notice that only says that the revision is there to be read. */
    public static Notice byReference(Namespace namespace, String epoch, long revision, long spreadMillis) {
        return new Notice(FORMAT, namespace, epoch, revision, null, spreadMillis, null);
    }

    /** A notice that a change set is there to be read. */
    public static Notice byReference(ChangeSet changeSet, long spreadMillis) {
        return new Notice(
                FORMAT,
                changeSet.namespace(),
                changeSet.epoch(),
                changeSet.revision(),
                null,
                spreadMillis,
                changeSet.trace());
    }
}
