package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.Head;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store that, half of the time, guesses that nothing is there below the head that it saw last: mostly wrongly. */
final class GuessingStore extends FaultyStore {
    private final Random random;
    private @Nullable Head seen;

    GuessingStore(BoardStore store, Random random, Function<String, Fault> faults) {
        super(store, faults);
        this.random = random;
    }

    @Override
    public BoardState read(StateQuery query) {
        BoardState state = super.read(query);
        seen = state.head();
        return state;
    }

    @Override
    public CommitResult commit(Commit commit) {
        CommitResult result = super.commit(commit);
        if (result == CommitResult.COMMITTED) {
            seen = commit.after();
        }
        return result;
    }

    @Override
    public Optional<BoardState> guess(StateQuery query) {
        return random.nextBoolean()
                ? Optional.of(new BoardState(seen, Map.of(), Map.of(), Map.of(), Map.of(), null, null))
                : Optional.empty();
    }
}
