package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns wishes into the one transaction that grants them. Ends of rollouts before parameters, parameters before labels and before the start of
 * a rollout, which name their new versions.
 */
final class CommitDraft {
    private final WriteRequest request;
    private final BoardState state;
    private final Attempt attempt;
    private final long revision;
    private final ParameterDraft parameters;
    private final LabelDraft labels;
    private final RolloutDraft rollouts;
    private final List<BoundSchema> bound = new ArrayList<>();
    private final List<String> unbound = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<DryRun.Item> items = new ArrayList<>();
    private @Nullable Settings configured;
    private boolean renewed;

    CommitDraft(WriteRequest request, BoardState state, Attempt attempt) {
        this.request = request;
        this.state = state;
        this.attempt = attempt;
        this.revision = state.revision() + 1;
        String rollout = request.start().isPresent() ? attempt.changeSet() : null;
        this.parameters = new ParameterDraft(request, state, attempt.at(), revision, rollout);
        this.rollouts = new RolloutDraft(request, state, attempt, parameters);
        this.labels = new LabelDraft(state, parameters::after);
    }

    void add(Wish wish) {
        if (wish instanceof Wish.Put put) {
            parameters.put(put);
        } else if (wish instanceof Wish.Delete delete) {
            parameters.delete(delete.name());
        } else if (wish instanceof Wish.OfLabel label) {
            labels.add(label);
        } else if (wish instanceof Wish.Bind bind) {
            bind(bind);
        } else if (wish instanceof Wish.Unbind unbind) {
            unbind(unbind.key());
        } else if (wish instanceof Wish.Configure configure) {
            configure(configure.settings());
        } else if (wish instanceof Wish.RenewEpoch) {
            renew();
        }
    }

    /** Where nothing was ever written there is no epoch to end. */
    private void renew() {
        Head before = state.head();
        if (before != null) {
            renewed = true;
            changes.add(new Change.RenewEpoch(before.epoch()));
            items.add(new DryRun.Item("renew-epoch", null, state.revision(), revision, List.of(), null));
        }
    }

    private void bind(Wish.Bind bind) {
        BoundSchema before = state.schemas().get(bind.key());
        if (before == null || !before.schema().equals(bind.schema())) {
            bound.add(new BoundSchema(bind.key(), revision, bind.schema()));
            changes.add(new Change.BindSchema(bind.key()));
            items.add(new DryRun.Item(
                    "bind-schema", bind.key(), before == null ? 0 : before.revision(), revision, List.of(), null));
        }
    }

    private void unbind(String key) {
        Long before = state.bound().get(key);
        if (before != null) {
            unbound.add(key);
            changes.add(new Change.RemoveSchema(key));
            items.add(new DryRun.Item("remove-schema", key, before, 0, List.of(), null));
        }
    }

    private void configure(Settings settings) {
        if (!settings.equals(state.settings())) {
            configured = settings;
            changes.add(new Change.SetSettings(settings));
            long before = state.head() == null ? 0 : state.head().settingsRevision();
            items.add(new DryRun.Item("set-settings", null, before, revision, List.of(), null));
        }
    }

    /** Starts the rollout of what was added so far. */
    void start(Wish.Start start, Strategy strategy) {
        rollouts.start(start, strategy, epoch());
    }

    RolloutDraft rollouts() {
        return rollouts;
    }

    private String epoch() {
        return state.head() == null || renewed ? attempt.epoch() : state.head().epoch();
    }

    ParameterDraft parameters() {
        return parameters;
    }

    LabelDraft labels() {
        return labels;
    }

    List<DryRun.Item> items() {
        return Stream.of(rollouts.items(), parameters.items(), labels.items(), items)
                .flatMap(List::stream)
                .toList();
    }

    private List<Change> changes() {
        return Stream.of(rollouts.moves(), rollouts.ends(), parameters.changes(), labels.changes(), changes)
                .flatMap(List::stream)
                .toList();
    }

    boolean changesNothing() {
        return changes().isEmpty();
    }

    CommitAnswer unchanged() {
        return answer(state.head() == null ? null : state.head().epoch(), state.revision(), false);
    }

    private CommitAnswer answer(@Nullable String epoch, long at, boolean changed) {
        return new CommitAnswer(
                request.namespace(),
                epoch,
                at,
                changed,
                changed ? attempt.changeSet() : null,
                versions(),
                attempt.retries(),
                changed ? trace().traceparent() : null);
    }

    /** Of every parameter named for its value, and of those at whose newest version a label is to stand. */
    private List<CommitAnswer.Version> versions() {
        return Stream.concat(
                        parameters.versions().stream(),
                        newestOfOthers().map(name -> new CommitAnswer.Version(name, state.version(name))))
                .toList();
    }

    private List<Commit.Kept> kept() {
        // What the end of a rollout writes has its own condition: a transaction may name an item once.
        Set<ParameterName> written = parameters.writes().stream()
                .map(write -> write.parameter().name())
                .collect(Collectors.toSet());
        return Stream.concat(
                        parameters.kept().stream(),
                        newestOfOthers().map(name -> new Commit.Kept(name, state.version(name))))
                .filter(kept -> !written.contains(kept.name()))
                .toList();
    }

    private Stream<ParameterName> newestOfOthers() {
        return labels.newest().stream()
                .filter(name ->
                        parameters.versions().stream().noneMatch(v -> v.name().equals(name)));
    }

    Commit commit(Duration spread, Duration answersKept) {
        Head before = state.head();
        String epoch = epoch();
        CommitAnswer answer = answer(epoch, revision, true);
        return new Commit(
                before,
                after(before, epoch),
                entry(epoch, spread),
                parameters.writes(),
                kept(),
                labels.writes(revision),
                labels.kept(),
                labels.held(),
                rollouts.writes(),
                rollouts.marks(),
                bound,
                unbound,
                request.key(),
                request.key() == null
                        ? null
                        : new StoredAnswer(
                                request.key().requestHash(),
                                Json.write(answer),
                                attempt.at().plus(answersKept).getEpochSecond()),
                attempt.requestToken(),
                answer);
    }

    private Head after(@Nullable Head before, String epoch) {
        Map<String, Long> schemas = new HashMap<>(state.bound());
        schemas.keySet().removeAll(unbound);
        bound.forEach(b -> schemas.put(b.prefix(), revision));
        List<String> open = rollouts.open(before == null ? null : before.rollouts());
        // A writer that does not know its table leaves what it found.
        String table = attempt.table() == null && before != null ? before.table() : attempt.table();
        Settings settings = configured != null || before == null ? configured : before.settings();
        long settingsRevision = configured != null ? revision : before == null ? 0 : before.settingsRevision();
        return new Head(request.namespace(), epoch, revision, schemas, settings, settingsRevision, open, table);
    }

    private ChangeSet entry(String epoch, Duration spread) {
        boolean inline = parameters.valueBytes() <= Limits.INLINE_BYTES;
        List<Change> all = changes();
        return new ChangeSet(
                request.namespace(),
                epoch,
                revision,
                attempt.changeSet(),
                attempt.at(),
                request.by(),
                request.why(),
                inline,
                // A new epoch makes every agent read all of the namespace.
                inline && !renewed ? 0 : spread.toMillis(),
                request.restore(),
                trace(),
                inline ? all : all.stream().map(CommitDraft::byReference).toList());
    }

    private Trace trace() {
        return request.trace() == null ? Trace.begun(attempt.changeSet()) : request.trace();
    }

    private static Change byReference(Change change) {
        if (change instanceof Change.CandidatePut put) {
            return new Change.CandidatePut(put.name(), put.version(), put.type(), put.dataType(), null, put.rollout());
        }
        return change instanceof Change.Put put
                ? new Change.Put(put.name(), put.version(), put.type(), put.dataType(), null)
                : change;
    }
}
