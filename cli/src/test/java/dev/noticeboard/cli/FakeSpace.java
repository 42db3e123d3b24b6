package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One namespace of the fake board: its history, and how change sets are committed to it. */
final class FakeSpace {
    static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    static final String BY = "arn:aws:sts::123456789012:assumed-role/admin/eve";

    final Namespace namespace;
    final TreeMap<String, List<Parameter>> histories = new TreeMap<>();
    final Map<String, TreeMap<String, Long>> labels = new HashMap<>();
    final TreeMap<String, SchemaBinding> schemas = new TreeMap<>();
    final List<ChangeSet> log = new ArrayList<>();
    final FakeRollouts rollouts = new FakeRollouts(this);
    SettingsAnswer settings = new SettingsAnswer(0, Settings.DEFAULTS);
    /** The history no longer reaches revisions below this one. */
    long kept;

    FakeSpace(Namespace namespace) {
        this.namespace = namespace;
    }

    long revision() {
        return log.isEmpty() ? 0 : log.get(log.size() - 1).revision();
    }

    @Nullable Parameter newest(String name) {
        List<Parameter> history = histories.get(name);
        return history == null ? null : history.get(history.size() - 1);
    }

    Optional<Parameter> live(String name) {
        return Optional.ofNullable(newest(name)).filter(p -> !p.tombstone());
    }

    Optional<Parameter> version(String name, long version) {
        return histories.getOrDefault(name, List.of()).stream()
                .filter(p -> p.version() == version)
                .findFirst();
    }

    /** What was live at a revision, by name. */
    Map<String, Parameter> at(long revision) {
        if (revision < kept) {
            throw FakeRefusal.gone("the history no longer reaches revision " + revision);
        }
        TreeMap<String, Parameter> state = new TreeMap<>();
        histories.forEach((name, history) -> history.stream()
                .filter(p -> p.revision() <= revision)
                .reduce((a, b) -> b)
                .filter(p -> !p.tombstone())
                .ifPresent(p -> state.put(name, p)));
        return state;
    }

    /** Commits, or says what it would do. */
    Object write(String epoch, List<Item> items, @Nullable String why, boolean dryRun, @Nullable RestorePart part) {
        FakeChanges planned = FakeChanges.of(this, items);
        if (settings.settings().whyRequired() && why == null) {
            throw FakeRefusal.invalid("why", "why-required", "there is no reason", "Give one.");
        }
        if (dryRun) {
            return new DryRun(namespace, revision(), planned.dry, planned.violations, planned.conflicts, 2);
        }
        if (!planned.conflicts.isEmpty()) {
            throw FakeRefusal.conflict(planned.conflicts.get(0));
        }
        if (!planned.violations.isEmpty()) {
            throw FakeRefusal.notValid(planned.violations);
        }
        CommitAnswer answer = planned.changes.isEmpty()
                ? new CommitAnswer(namespace, epoch, revision(), false, null, List.of(), 0)
                : append(epoch, planned.changes, why, part);
        planned.written.forEach(p -> histories
                .computeIfAbsent(p.name().text(), n -> new ArrayList<>())
                .add(p.revision() == 0 ? FakeChanges.at(p, answer.revision(), why) : p));
        planned.moved.forEach((name, moved) ->
                labels.computeIfAbsent(name, n -> new TreeMap<>()).putAll(moved));
        labels.values().forEach(l -> l.values().removeIf(v -> v == 0));
        List<CommitAnswer.Version> versions = items.stream()
                .map(Item::name)
                .distinct()
                .flatMap(n -> Optional.ofNullable(newest(n)).stream())
                .map(p -> new CommitAnswer.Version(p.name(), p.version()))
                .toList();
        return new CommitAnswer(namespace, epoch, answer.revision(), answer.changed(), answer.changeSet(), versions, 0);
    }

    /** Commits something that is no parameter's, or says what it would do. */
    Object write(
            String epoch,
            Change change,
            DryRun.Item item,
            Problem.@Nullable Winner conflict,
            @Nullable String why,
            boolean dryRun,
            Runnable done) {
        if (dryRun) {
            return new DryRun(
                    namespace,
                    revision(),
                    List.of(item),
                    List.of(),
                    conflict == null ? List.of() : List.of(conflict),
                    2);
        }
        if (conflict != null) {
            throw FakeRefusal.conflict(conflict);
        }
        CommitAnswer answer = append(epoch, List.of(change), why, null);
        done.run();
        return answer;
    }

    CommitAnswer append(String epoch, List<Change> changes, @Nullable String why, @Nullable RestorePart part) {
        long revision = revision() + 1;
        String id = "set-" + revision;
        log.add(new ChangeSet(namespace, epoch, revision, id, AT, BY, why, true, 0, part, null, changes));
        return new CommitAnswer(namespace, epoch, revision, true, id, List.of(), 0);
    }
}
