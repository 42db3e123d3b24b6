package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The desk over any store: it lists open rollouts only, which the head names, and has no conductor. */
final class StoreDesk implements RolloutDesk {
    private final BoardStore store;

    StoreDesk(BoardStore store) {
        this.store = store;
    }

    @Override
    public Optional<Rollout> find(Namespace namespace, String id) {
        return Fixtures.rollout(store, namespace, id);
    }

    @Override
    public List<Rollout> page(Namespace namespace, @Nullable String after, int limit) {
        return store.head(namespace).map(Head::rollouts).orElse(List.of()).stream()
                .sorted()
                .filter(id -> after == null || id.compareTo(after) > 0)
                .limit(limit)
                .flatMap(id -> find(namespace, id).stream())
                .toList();
    }

    @Override
    public void lookSoon(Namespace namespace) {}
}
