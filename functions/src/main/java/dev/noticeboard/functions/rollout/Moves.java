package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.schemas.board.Rollout;

/** Commits moves, each as one change set. Thread-safe. */
public interface Moves {
    /** What became of a move. */
    sealed interface Result {
        /** It is committed. */
        record Done(Rollout after) implements Result {}

        /** Another move came first, or it is not legal from where the rollout is. Nothing was written. */
        record Overtaken(String why) implements Result {}

        /** It was not committed, or it is not known whether it was. */
        record NotNow(Outcome outcome) implements Result {}
    }

    /**
     * Commits a move on condition that the rollout is still as it was seen.
     *
     * @param by who decided
     */
    Result commit(Rollout seen, Move move, String by);
}
