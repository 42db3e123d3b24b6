package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.ChangeSetRequest.Kind;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a change set would do to a namespace of the fake board, and what is wrong with it. */
final class FakeChanges {
    final List<Change> changes = new ArrayList<>();
    final List<DryRun.Item> dry = new ArrayList<>();
    final List<Parameter> written = new ArrayList<>();
    final List<Violation> violations = new ArrayList<>();
    final List<Problem.Winner> conflicts = new ArrayList<>();
    /** The version at which each label moved is to stand, by name; 0 for nowhere. */
    final Map<String, Map<String, Long>> moved = new HashMap<>();

    private final FakeSpace space;

    private FakeChanges(FakeSpace space) {
        this.space = space;
    }

    static FakeChanges of(FakeSpace space, List<Item> items) {
        FakeChanges planned = new FakeChanges(space);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.kind() == Kind.LABEL || item.kind() == Kind.UNLABEL) {
                planned.label(item);
            } else {
                planned.parameter("changes[" + i + "].value", item);
            }
        }
        return planned;
    }

    private void parameter(String field, Item item) {
        Parameter old = space.newest(item.name());
        Long expected = item.expectedVersion();
        boolean tombstone = old != null && old.tombstone();
        if (expected != null && expected != (old == null ? 0 : old.version()) && !(expected == 0 && tombstone)) {
            conflicts.add(old == null ? new Problem.Winner(item.name(), 0, 0, true) : Problem.Winner.of(old));
            return;
        }
        Parameter next = switch (item.kind()) {
            case RESTORE ->
                space.version(item.name(), item.version() == null ? 0 : item.version())
                        .map(p -> next(old, p))
                        .orElseThrow(() -> FakeRefusal.gone("the version is not kept"));
            case DELETE -> old == null ? null : next(old, buried(old));
            default -> next(old, put(item, old == null || old.tombstone() ? null : old));
        };
        if (next == null || (old != null && unchanged(old, next))) {
            return;
        }
        check(field, next);
        written.add(next);
        changes.add(
                next.value() == null
                        ? new Change.Delete(next.name(), next.version())
                        : new Change.Put(next.name(), next.version(), next.type(), next.dataType(), next.value()));
        dry.add(new DryRun.Item(
                next.value() == null ? "delete" : "put",
                item.name(),
                old == null ? 0 : old.version(),
                next.version(),
                next.value() == null ? List.of() : VersionDiff.fields(old, next),
                null));
    }

    private void label(Item item) {
        Map<String, Long> now = space.labels.getOrDefault(item.name(), new TreeMap<>());
        String label = String.valueOf(item.label());
        long at = now.getOrDefault(label, 0L);
        if (item.expectedVersion() != null && item.expectedVersion() != at) {
            conflicts.add(new Problem.Winner(item.name() + ":" + label, at, 0, false));
            return;
        }
        Parameter newest = written.stream()
                .filter(p -> p.name().text().equals(item.name()))
                .findFirst()
                .orElse(space.newest(item.name()));
        if (newest == null) {
            throw FakeRefusal.notFound("there is no parameter " + item.name());
        }
        long to = item.kind() == Kind.UNLABEL ? 0 : item.version() == null ? newest.version() : item.version();
        if (to == at) {
            return;
        }
        moved.computeIfAbsent(item.name(), n -> new HashMap<>()).put(label, to);
        changes.add(to == 0 ? new Change.Unlabel(newest.name(), label) : new Change.Label(newest.name(), label, to));
        dry.add(new DryRun.Item(to == 0 ? "unlabel" : "label", item.name(), at, to, List.of(), label));
    }

    private static boolean unchanged(Parameter old, Parameter next) {
        return old.tombstone() == next.tombstone()
                && (old.tombstone() || VersionDiff.fields(old, next).isEmpty());
    }

    private void check(String field, Parameter next) {
        String value = next.value();
        if (value == null) {
            return;
        }
        if (next.dataType() == DataType.INTEGER && !value.matches("-?[0-9]+")) {
            violations.add(violation(field, "data-type", "the value is not an integer", "Give digits.", next));
        }
        if (next.allowedPattern() != null
                && !Pattern.compile(next.allowedPattern()).matcher(value).find()) {
            violations.add(violation(field, "allowed-pattern", "the value has no match", "Give another value.", next));
        }
    }

    private static Violation violation(String field, String rule, String message, String remedy, Parameter p) {
        return new Violation(field, rule, message, remedy, p.name().text(), "", null);
    }

    private static Parameter put(Item item, @Nullable Parameter live) {
        Policies policies = item.policies() == null ? (live == null ? null : live.policies()) : item.policies();
        return new Parameter(
                new ParameterName(item.name()),
                1,
                0,
                item.type() != null ? item.type() : live == null ? ParameterType.STRING : live.type(),
                item.dataType() != null ? item.dataType() : live == null ? DataType.TEXT : live.dataType(),
                item.value(),
                FakeSpace.AT,
                FakeSpace.BY,
                null,
                text(item.description(), live == null ? null : live.description()),
                item.tags() != null ? item.tags() : live == null ? Map.of() : live.tags(),
                text(item.allowedPattern(), live == null ? null : live.allowedPattern()),
                policies == null || policies.none() ? null : policies);
    }

    private static @Nullable String text(@Nullable String wanted, @Nullable String now) {
        String text = wanted == null ? now : wanted;
        return text == null || text.isEmpty() ? null : text;
    }

    private static Parameter buried(Parameter p) {
        return new Parameter(p.name(), 1, 0, p.type(), p.dataType(), null, FakeSpace.AT, FakeSpace.BY);
    }

    /** The content as the version after the newest. */
    private static Parameter next(@Nullable Parameter old, Parameter content) {
        return copy(content, old == null ? 1 : old.version() + 1, 0, null);
    }

    /** The version as it is kept. */
    static Parameter at(Parameter p, long revision, @Nullable String why) {
        return copy(p, p.version(), revision, why);
    }

    private static Parameter copy(Parameter p, long version, long revision, @Nullable String why) {
        return new Parameter(
                p.name(),
                version,
                revision,
                p.type(),
                p.dataType(),
                p.value(),
                p.at(),
                p.by(),
                why,
                p.description(),
                p.tags(),
                p.allowedPattern(),
                p.policies());
    }
}
