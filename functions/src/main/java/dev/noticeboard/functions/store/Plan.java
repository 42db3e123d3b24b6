package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.api.CommitAnswer;

/** What a write request comes to on one state of the board. */
sealed interface Plan {

    /** It ends here: refused or in conflict. */
    record Ends(Outcome outcome) implements Plan {}

    /** Everything asked for is so already. */
    record ChangesNothing(CommitAnswer answer) implements Plan {}

    /** This is to be committed. */
    record Ready(Commit commit) implements Plan {}
}
