package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.store.DueTimes;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The upkeep's view of a board in memory. */
public final class FakeUpkeepStore implements UpkeepStore {
    private static final Comparator<DueParameter> ORDER =
            Comparator.comparing(DueParameter::at).thenComparing(DueParameter::name);

    private record Moved(long version, Optional<Instant> at) {}

    private final FakeBoardStore board;
    private final Map<ParameterName, Moved> moved = new HashMap<>();

    public FakeUpkeepStore(FakeBoardStore board) {
        this.board = board;
    }

    @Override
    public List<Namespace> namespaces() {
        return board.namespaces();
    }

    private Optional<Instant> at(Parameter p) {
        Moved entry = moved.get(p.name());
        Optional<Instant> at = entry != null && entry.version() == p.version() ? entry.at() : DueTimes.first(p);
        return at.map(t -> t.truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public synchronized List<DueParameter> due(Instant now, @Nullable DueParameter after, int limit) {
        return namespaces().stream()
                .flatMap(
                        n -> board.walk(Prefix.whole(n), null, Integer.MAX_VALUE, Long.MAX_VALUE).parameters().stream())
                .flatMap(p -> at(p).map(at -> new DueParameter(p.name(), at)).stream())
                .filter(d -> !d.at().isAfter(now) && (after == null || ORDER.compare(d, after) > 0))
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Parameter> dueStill(DueParameter due) {
        return board.parameter(due.name()).filter(p -> at(p).equals(Optional.of(due.at())));
    }

    @Override
    public synchronized boolean postpone(DueParameter due, long version, @Nullable Instant next) {
        if (dueStill(due).filter(p -> p.version() == version).isEmpty()) {
            return false;
        }
        moved.put(due.name(), new Moved(version, Optional.ofNullable(next)));
        return true;
    }

    @Override
    public boolean drop(ParameterName name, Collection<Long> versions, Labels labels) {
        synchronized (board) {
            if (board.labels(name).revision() != labels.revision()) {
                return versions.isEmpty();
            }
            versions.forEach(v -> board.drop(name, v));
            return true;
        }
    }
}
