package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import java.util.List;
import java.util.Optional;

/** Which expected versions do not hold, and what is there instead. */
final class Conflicts {
    /** Stands for a name where the settings of a namespace were expected otherwise. */
    private static final String SETTINGS = "settings";

    static List<Problem.Winner> of(List<Wish> wishes, BoardState state) {
        return wishes.stream().map(w -> of(w, state)).flatMap(Optional::stream).toList();
    }

    private static Optional<Problem.Winner> of(Wish wish, BoardState state) {
        Long expected = wish.expectedVersion();
        if (expected == null) {
            return Optional.empty();
        }
        Problem.Winner there = there(wish, state);
        boolean holds = expected == there.version() || (expected == 0 && there.deleted());
        return holds ? Optional.empty() : Optional.of(there);
    }

    private static Problem.Winner there(Wish wish, BoardState state) {
        if (wish instanceof Wish.OfParameter p) {
            Parameter current = state.parameters().get(p.name());
            return current == null ? nothing(p.name().text()) : Problem.Winner.of(current);
        }
        if (wish instanceof Wish.OfLabel l) {
            String name = l.name() + ":" + l.label();
            Long version = state.labels(l.name()).versions().get(l.label());
            return version == null
                    ? nothing(name)
                    : new Problem.Winner(name, version, state.labels(l.name()).revision(), false);
        }
        if (wish instanceof Wish.OfSchema s) {
            Long bound = state.bound().get(s.key());
            return bound == null ? nothing(s.key()) : new Problem.Winner(s.key(), bound, bound, false);
        }
        Head head = state.head();
        long set = head == null ? 0 : head.settingsRevision();
        return set == 0 ? nothing(SETTINGS) : new Problem.Winner(SETTINGS, set, set, false);
    }

    private static Problem.Winner nothing(String name) {
        return new Problem.Winner(name, 0, 0, true);
    }

    private Conflicts() {}
}
