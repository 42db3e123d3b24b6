package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.board.Rollout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be done about a rollout now. */
sealed interface Decision {
    /**
     * Nothing.
     *
     * @param why words that follow "it stays as it is:"; never those of a guard
     */
    record Stay(String why) implements Decision {}

    /** A move. */
    record Act(Move move) implements Decision {}

    /**
     * The next step is to be opened, once its cohort is frozen.
     *
     * @param cohort agents' ids, in order
     */
    record Open(
            int step,
            int share,
            List<Map<String, String>> tags,
            List<String> cohort,
            String reason,
            Rollout.@Nullable Figures figures)
            implements Decision {
        /** The move, with the name under which the cohort was frozen. */
        Move.Open frozen(String cohortId) {
            return new Move.Open(step, share, tags, cohortId, cohort.size(), reason, figures);
        }
    }
}
