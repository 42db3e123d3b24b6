package dev.noticeboard.functions.upkeep;

import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store whose index may be behind, as DynamoDB's may, and whose calls a test may interfere with. */
class StaleIndex implements UpkeepStore {
    private final UpkeepStore store;
    private final @Nullable List<DueParameter> index;

    /** @param index what it answers first; null for what is there */
    StaleIndex(UpkeepStore store, @Nullable List<DueParameter> index) {
        this.store = store;
        this.index = index;
    }

    @Override
    public List<Namespace> namespaces() {
        return store.namespaces();
    }

    @Override
    public List<DueParameter> due(Instant now, @Nullable DueParameter after, int limit) {
        return index == null ? store.due(now, after, limit) : after == null ? index : List.of();
    }

    @Override
    public Optional<Parameter> dueStill(DueParameter due) {
        return store.dueStill(due);
    }

    @Override
    public boolean postpone(DueParameter due, long version, @Nullable Instant next) {
        return store.postpone(due, version, next);
    }

    @Override
    public boolean drop(ParameterName name, Collection<Long> versions, Labels labels) {
        return store.drop(name, versions, labels);
    }
}
