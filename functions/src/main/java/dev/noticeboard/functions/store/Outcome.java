package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a write. */
public sealed interface Outcome {

    /** It is committed, or changed nothing, or was answered before under its idempotency key. */
    record Done(CommitAnswer answer) implements Outcome {}

    /** The input breaks rules; nothing was written. */
    record Refused(List<Violation> violations) implements Outcome {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * An expected version does not hold; nothing was written.
     *
     * @param winner the version that is there instead, perhaps a tombstone; null where there was never one
     */
    record Conflict(ParameterName name, @Nullable Parameter winner) implements Outcome {}

    /** The idempotency key was used for another request; nothing was written. */
    record KeyReused() implements Outcome {}

    /** The time allowed ran out. */
    record Busy(Cause cause) implements Outcome {
        /** Why it took too long. */
        public enum Cause {
            /** Other writers won every race; nothing was written. */
            RACES,
            /** The store had no capacity; nothing was written. */
            THROTTLED,
            /** The store could not be asked; nothing was written. */
            UNREACHABLE,
            /** The store was told to commit and did not answer since: it may have, and may yet. */
            UNKNOWN
        }
    }
}
