package dev.noticeboard.cli.importing;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.name.Namespace;

/** How an import ended. Whatever the tally counts stays committed; the same import, run again, goes on from there. */
public sealed interface ImportOutcome {
    /** How far it came. */
    ImportTally tally();

    /** All is on the board. */
    record Completed(ImportTally tally) implements ImportOutcome {}

    /**
     * The board refused a change set, or was still busy after the last try.
     *
     * @param namespace the namespace of the change set
     * @param firstName the name of its first parameter
     * @param reason what the board said
     */
    record Refused(ImportTally tally, Namespace namespace, String firstName, Reply.Refused<CommitAnswer> reason)
            implements ImportOutcome {}

    /**
     * The endpoint did not answer, not even to the last try.
     *
     * @param message what was tried and what came of it
     */
    record Unreachable(ImportTally tally, String message) implements ImportOutcome {}

    /** The waiting thread was interrupted. */
    record Interrupted(ImportTally tally) implements ImportOutcome {}
}
