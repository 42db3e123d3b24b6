package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The atomic unit of writing, as it was committed: an entry of the change log.
 *
 * @param namespace where
 * @param epoch the epoch of the namespace's head when it was committed
 * @param revision the revision that it made; 1 or more
 * @param id given by the writer before the commit, so that a lost answer can be looked up
 * @param at when, by the writer's clock: for people, never for order
 * @param by who: the caller's identity
 * @param why the reason given, if one was
 * @param inline whether the puts carry their values; otherwise the history holds them
 * @param spreadMillis over how many milliseconds a fleet spreads its reads of this change; 0 for none
 * @param restore which part of a restore it is; absent where it is none
 * @param trace the trace that it belongs to; absent in entries of older writers
 * @param changes 1 to {@value dev.noticeboard.schemas.name.Limits#CHANGES}
 */
public record ChangeSet(
        Namespace namespace,
        String epoch,
        long revision,
        String id,
        Instant at,
        String by,
        @Nullable String why,
        boolean inline,
        long spreadMillis,
        @Nullable RestorePart restore,
        @Nullable Trace trace,
        List<Change> changes) {

    @JsonCreator
    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /** A change set that is no part of a restore, and of no trace. */
    public ChangeSet(
            Namespace namespace,
            String epoch,
            long revision,
            String id,
            Instant at,
            String by,
            @Nullable String why,
            boolean inline,
            long spreadMillis,
            List<Change> changes) {
        this(namespace, epoch, revision, id, at, by, why, inline, spreadMillis, null, null, changes);
    }

    /** The same with the values in it. */
    public ChangeSet resolved(List<Change> whole) {
        return new ChangeSet(namespace, epoch, revision, id, at, by, why, true, spreadMillis, restore, trace, whole);
    }

    /** The traceparent of its trace; absent where there is none, or no valid one. */
    public @Nullable String traceparent() {
        return trace == null ? null : trace.valid().map(Trace::traceparent).orElse(null);
    }

    /** Over how long a fleet spreads its reads of this change. */
    public Duration spread() {
        return Duration.ofMillis(spreadMillis);
    }
}
