package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.schemas.board.Rollout;

/** Moves whose roll-backs are counted. Thread-safe. */
public final class MeasuredMoves implements Moves {
    private final Moves moves;
    private final Measures measures;

    /** Counts what these moves commit. */
    public MeasuredMoves(Moves moves, Measures measures) {
        this.moves = moves;
        this.measures = measures;
    }

    @Override
    public Result commit(Rollout rollout, Move move, String by) {
        Result result = moves.commit(rollout, move, by);
        if (result instanceof Result.Done && move instanceof Move.RollBack) {
            measures.count(Measure.ROLLED_BACK);
        }
        return result;
    }
}
