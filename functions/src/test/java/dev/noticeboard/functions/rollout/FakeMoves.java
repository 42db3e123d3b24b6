package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.moves.Transitions;
import dev.noticeboard.schemas.board.Rollout;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commits moves to rollouts in memory, on the conditions of the real commit: still the same revision, and legal. */
final class FakeMoves implements Moves {
    /** A move that was committed. */
    record Made(Rollout before, Move move, Rollout after, String by) {}

    private final FakeRolloutStore store;
    private final Clock clock;
    private final List<Made> made = new ArrayList<>();
    private long revision = Rollouts.STARTED;

    FakeMoves(FakeRolloutStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What was committed, in order. */
    List<Made> made() {
        return made;
    }

    @Override
    public synchronized Result commit(Rollout seen, Move move, String by) {
        Rollout now = store.find(seen.namespace(), seen.id()).orElseThrow();
        if (now.revision() != seen.revision()) {
            return new Result.Overtaken("another move came first");
        }
        Optional<String> illegal = Transitions.illegal(now, move);
        if (illegal.isPresent()) {
            return new Result.Overtaken(illegal.get());
        }
        revision++;
        Rollout after = Transitions.after(now, move, revision, clock.instant(), by);
        store.save(after);
        made.add(new Made(now, move, after, by));
        return new Result.Done(after);
    }
}
