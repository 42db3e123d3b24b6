package dev.noticeboard.functions.moves;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From where a {@link Move} is legal and where it leads: the arrows of {@link Rollout}'s drawing. Pure. */
public final class Transitions {

    /** Why a move is not legal now, in words that follow "the rollout"; empty if it is. */
    public static Optional<String> illegal(Rollout r, Move move) {
        if (move instanceof Move.Settle) {
            return r.state() == State.ROLLING_BACK ? Optional.empty() : Optional.of("is not rolling back");
        }
        if (!r.open()) {
            return Optional.of("has ended: it is " + r.state().label());
        }
        if (move instanceof Move.Open open) {
            return illegal(r, open);
        }
        if (move instanceof Move.Pause && r.pausedAt() != null) {
            return Optional.of("is paused already");
        }
        if (move instanceof Move.Resume && r.pausedAt() == null) {
            return Optional.of("is not paused");
        }
        if (move instanceof Move.Advance && r.state() == State.ADVANCING && r.pausedAt() == null) {
            return Optional.of("is advancing already");
        }
        if (move instanceof Move.Advance && r.step() >= r.steps()) {
            return Optional.of("is at its last step; complete it");
        }
        return Optional.empty();
    }

    private static Optional<String> illegal(Rollout r, Move.Open open) {
        if (r.pausedAt() != null) {
            return Optional.of("is paused");
        }
        boolean grows = open.step() > r.step()
                && open.step() <= r.steps()
                && open.share() >= r.share()
                && open.tags().containsAll(r.tags());
        return grows ? Optional.empty() : Optional.of("would not grow by this step");
    }

    /**
     * The rollout after a legal move.
     *
     * @param revision that the move makes
     */
    public static Rollout after(Rollout r, Move move, long revision, Instant at, String by) {
        Rollout base = move instanceof Move.Open open ? r.exposing(open.tags(), open.cohortId(), open.cohort()) : r;
        Instant paused = move instanceof Move.Pause ? at : null;
        Rollout.Transition transition = new Rollout.Transition(
                revision,
                at,
                state(r, move),
                paused != null,
                move instanceof Move.Open open ? open.step() : r.step(),
                move instanceof Move.Open open ? open.share() : r.share(),
                by,
                move.reason(),
                move.figures());
        return base.after(transition, paused, since(r, move, at));
    }

    private static State state(Rollout r, Move move) {
        if (move instanceof Move.Open) {
            return State.BAKING;
        }
        if (move instanceof Move.Advance) {
            return State.ADVANCING;
        }
        if (move instanceof Move.Complete) {
            return State.COMPLETE;
        }
        if (move instanceof Move.RollBack) {
            return r.step() == 0 ? State.ROLLED_BACK : State.ROLLING_BACK;
        }
        if (move instanceof Move.Abort) {
            return State.ABORTED;
        }
        return move instanceof Move.Settle ? State.ROLLED_BACK : r.state();
    }

    /** A pause does not count as baking. */
    private static Instant since(Rollout r, Move move, Instant at) {
        if (move instanceof Move.Pause) {
            return r.since();
        }
        if (move instanceof Move.Resume && r.pausedAt() != null) {
            return r.since().plus(Duration.between(r.pausedAt(), at));
        }
        return at;
    }

    private Transitions() {}
}
