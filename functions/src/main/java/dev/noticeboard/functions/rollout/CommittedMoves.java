package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.Rollout;

/** Moves through the commit protocol, so that each is a revision like any other. Thread-safe. */
public final class CommittedMoves implements Moves {
    private final Committer committer;
    private final RolloutStore rollouts;

    /** Commits with this committer, and reads what it led to from this store. */
    public CommittedMoves(Committer committer, RolloutStore rollouts) {
        this.committer = committer;
        this.rollouts = rollouts;
    }

    @Override
    public Result commit(Rollout seen, Move move, String by) {
        Wishes wishes = Wishes.one(new Wish.MoveRollout("", seen, move), null);
        Outcome outcome = committer.commit(
                new WriteRequest(seen.namespace(), wishes, move.reason(), by, null).in(WriteRequest.Manner.UPKEEP));
        if (outcome instanceof Outcome.Overtaken overtaken) {
            return new Result.Overtaken(overtaken.why());
        }
        if (!(outcome instanceof Outcome.Done)) {
            return new Result.NotNow(outcome);
        }
        return rollouts.find(seen.namespace(), seen.id())
                .<Result>map(Result.Done::new)
                .orElseThrow(() -> new IllegalStateException("the rollout " + seen.id() + " is gone"));
    }
}
