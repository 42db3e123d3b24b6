package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a transaction that moves labels, once it is known which versions the change set makes. For one thread. */
final class LabelDraft {
    private final BoardState state;
    /** The parameters as the change set leaves them. */
    private final Function<ParameterName, @Nullable Parameter> after;

    private final Map<ParameterName, Map<String, Long>> moved = new LinkedHashMap<>();
    private final Set<ParameterName> unmoved = new TreeSet<>();
    private final Set<NamedVersion> held = new LinkedHashSet<>();
    private final Set<ParameterName> newest = new LinkedHashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<DryRun.Item> items = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    LabelDraft(BoardState state, Function<ParameterName, @Nullable Parameter> after) {
        this.state = state;
        this.after = after;
    }

    void add(Wish.OfLabel wish) {
        if (wish instanceof Wish.Label label) {
            move(label);
        } else {
            take(wish);
        }
    }

    private void move(Wish.Label wish) {
        Parameter target = target(wish);
        if (target == null || target.tombstone() || target.unserved()) {
            violations.add(Violation.of(
                    wish.field("version"),
                    "label-version",
                    wish.name() + (wish.version() == null ? " has no value" : " has no version " + wish.version())
                            + " to put the label at",
                    "Name a version that has a value; the history lists them."));
            return;
        }
        if (wish.version() == null) {
            newest.add(wish.name());
        }
        if (now(wish) == target.version()) {
            unmoved.add(wish.name());
            return;
        }
        if (wish.version() != null) {
            held.add(new NamedVersion(wish.name(), target.version()));
        }
        changes.add(new Change.Label(wish.name(), wish.label(), target.version()));
        record(wish, target.version());
        versions(wish.name()).put(wish.label(), target.version());
    }

    private void take(Wish.OfLabel wish) {
        if (now(wish) == 0) {
            unmoved.add(wish.name());
            return;
        }
        changes.add(new Change.Unlabel(wish.name(), wish.label()));
        record(wish, 0);
        versions(wish.name()).remove(wish.label());
    }

    private void record(Wish.OfLabel wish, long to) {
        String kind = wish instanceof Wish.Label ? "label" : "unlabel";
        items.add(new DryRun.Item(kind, wish.name().text(), now(wish), to, List.of(), wish.label()));
    }

    private @Nullable Parameter target(Wish.Label wish) {
        Long version = wish.version();
        return version == null
                ? after.apply(wish.name())
                : state.versions().get(new NamedVersion(wish.name(), version));
    }

    private long now(Wish.OfLabel wish) {
        return state.labels(wish.name()).versions().getOrDefault(wish.label(), 0L);
    }

    private Map<String, Long> versions(ParameterName name) {
        return moved.computeIfAbsent(name, n -> new HashMap<>(state.labels(n).versions()));
    }

    /** What is wrong, the bounds of the resulting labels included. */
    List<Violation> violations() {
        List<Violation> all = new ArrayList<>(violations);
        moved.forEach((name, versions) -> {
            Map<Long, Integer> counts = new HashMap<>();
            versions.values().forEach(v -> counts.merge(v, 1, Integer::sum));
            if (counts.values().stream().anyMatch(c -> c > Limits.LABELS)
                    || versions.size() > Limits.LABELS_OF_PARAMETER) {
                all.add(Violation.of(
                        "label",
                        "labels-count",
                        name + " would have more than " + Limits.LABELS + " labels at a version, or more than "
                                + Limits.LABELS_OF_PARAMETER + " in all",
                        "Take labels away that are not needed."));
            }
        });
        return all;
    }

    List<Commit.LabelWrite> writes(long revision) {
        return moved.entrySet().stream()
                .map(e -> new Commit.LabelWrite(
                        new Labels(e.getKey(), revision, e.getValue()),
                        state.labels(e.getKey()).revision()))
                .toList();
    }

    /** Those that must still be as they were found, beside those that are written. */
    List<Labels> kept() {
        return unmoved.stream()
                .filter(name -> !moved.containsKey(name))
                .map(state::labels)
                .toList();
    }

    /** The parameters at whose newest version a label is to stand: it must still be the newest. */
    Set<ParameterName> newest() {
        return newest;
    }

    List<NamedVersion> held() {
        return List.copyOf(held);
    }

    List<Change> changes() {
        return changes;
    }

    List<DryRun.Item> items() {
        return items;
    }
}
