package dev.noticeboard.functions.moves;

import dev.noticeboard.schemas.board.Rollout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a rollout that somebody decided on; {@link Transitions} says from where it is legal and where it leads. */
public sealed interface Move {
    /** Why; for people. */
    String reason();

    /** What the decision rests on; null where nothing was counted. */
    default Rollout.@Nullable Figures figures() {
        return null;
    }

    /**
     * Opens a step, the next or one further on.
     *
     * @param step 1, 2, 3 …
     * @param share no less than before
     * @param tags no fewer groups than before
     * @param cohortId under which name the cohort was frozen
     * @param cohort how many agents are in it
     */
    record Open(
            int step,
            int share,
            List<Map<String, String>> tags,
            String cohortId,
            int cohort,
            String reason,
            Rollout.@Nullable Figures figures)
            implements Move {}

    /** By hand: the next step is to be opened without waiting for the end of the bake; ends a pause. */
    record Advance(String reason) implements Move {}

    /** By hand: it does not advance by itself any more; it still rolls back. */
    record Pause(String reason) implements Move {}

    /** By hand: ends a pause. */
    record Resume(String reason) implements Move {}

    /** The candidates become stable. */
    record Complete(String reason, Rollout.@Nullable Figures figures) implements Move {}

    /** The candidates are withdrawn because the step failed. */
    record RollBack(String reason, Rollout.@Nullable Figures figures) implements Move {}

    /** By hand, or by an urgent write: the candidates are withdrawn. */
    record Abort(String reason) implements Move {}

    /** The exposed hosts are back, or were waited for. */
    record Settle(String reason, Rollout.@Nullable Figures figures) implements Move {}
}
