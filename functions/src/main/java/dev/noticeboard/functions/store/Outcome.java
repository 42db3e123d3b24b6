package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a write. */
public sealed interface Outcome {

    /**
     * It is committed, or changed nothing, or was answered before under its idempotency key.
     *
     * @param committed the change log's entry that was written for it just now; null otherwise
     */
    record Done(CommitAnswer answer, @Nullable ChangeSet committed) implements Outcome {
        /** Nothing was written now. */
        public Done(CommitAnswer answer) {
            this(answer, null);
        }
    }

    /**
     * It was tried only; nothing was written.
     *
     * @param revision the revision that it was tried on
     */
    record Tried(long revision, List<DryRun.Item> changes, List<Violation> violations, List<Problem.Winner> conflicts)
            implements Outcome {
        public Tried {
            changes = List.copyOf(changes);
            violations = List.copyOf(violations);
            conflicts = List.copyOf(conflicts);
        }
    }

    /** The input breaks rules; nothing was written. */
    record Refused(List<Violation> violations) implements Outcome {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * An expected version does not hold; nothing was written.
     *
     * @param winner what is there instead
     */
    record Conflict(Problem.Winner winner) implements Outcome {}

    /**
     * A rollout cannot move so: another move came first, or it is not legal from where the rollout is. Nothing was written.
     *
     * @param why for people
     */
    record Overtaken(String why) implements Outcome {}

    /**
     * The table is a copy of another one, as after a restore from a backup, and the namespace's epoch was not renewed since: a
     * revision written now might be one that agents know already. Nothing was written.
     */
    record Copied() implements Outcome {}

    /** The idempotency key was used for another request; nothing was written. */
    record KeyReused() implements Outcome {}

    /** The namespace's validator function did not judge; nothing was written. */
    record Unjudged(String reason) implements Outcome {}

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
