package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.upkeep.BoardEvent;
import dev.noticeboard.functions.upkeep.BoardEvents;
import dev.noticeboard.schemas.board.Rollout;
import java.util.List;

/**
 * Tells the world outside of a rollout's transitions, whoever made them, each at least once and in order: what was told is noted only when the
 * bus has taken it. Thread-safe.
 */
final class Herald {
    private final RolloutStore store;
    private final BoardEvents events;

    Herald(RolloutStore store, BoardEvents events) {
        this.store = store;
        this.events = events;
    }

    /**
     * Tells what was not told yet.
     *
     * @return how many transitions
     * @throws dev.noticeboard.functions.upkeep.EventsUnavailableException if the bus did not take all; they are told again
     */
    int tell(Rollout r) {
        long told = store.toldRevision(r.namespace(), r.id());
        List<BoardEvent> untold = r.transitions().stream()
                .filter(t -> t.revision() > told)
                .<BoardEvent>map(t -> new BoardEvent.OfRollout(r.namespace(), r.id(), t))
                .toList();
        if (!untold.isEmpty()) {
            events.publish(untold);
        }
        if (!untold.isEmpty() || r.state().ended()) {
            store.told(r, r.revision());
        }
        return untold.size();
    }
}
