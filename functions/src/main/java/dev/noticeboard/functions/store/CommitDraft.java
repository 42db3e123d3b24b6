package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.ValueRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns wishes that nothing is wrong with into the one transaction that grants them. For one thread. */
final class CommitDraft {
    private final WriteRequest request;
    private final BoardState state;
    private final Attempt attempt;
    private final long revision;
    private final List<Commit.Write> writes = new ArrayList<>();
    private final List<Commit.Kept> kept = new ArrayList<>();
    private final List<BoundSchema> bound = new ArrayList<>();
    private final List<String> unbound = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<CommitAnswer.Version> versions = new ArrayList<>();
    private long bytes;

    CommitDraft(WriteRequest request, BoardState state, Attempt attempt) {
        this.request = request;
        this.state = state;
        this.attempt = attempt;
        this.revision = state.revision() + 1;
    }

    void add(Wish wish) {
        if (wish instanceof Wish.Put put) {
            put(put);
        } else if (wish instanceof Wish.Delete delete) {
            delete(delete.name());
        } else if (wish instanceof Wish.Bind bind) {
            bind(bind);
        } else if (wish instanceof Wish.Unbind unbind) {
            unbind(unbind.prefix().text());
        }
    }

    private void put(Wish.Put put) {
        ParameterName name = put.name();
        Parameter live = state.live(name);
        Typing typing = Typing.of(put, live);
        if (live != null
                && live.type() == typing.type()
                && live.dataType() == typing.dataType()
                && put.value().equals(live.value())) {
            keep(name);
            return;
        }
        long version = write(name, typing, put.value());
        bytes += ValueRules.utf8Length(put.value());
        changes.add(new Change.Put(name, version, typing.type(), typing.dataType(), put.value()));
    }

    private void delete(ParameterName name) {
        Parameter live = state.live(name);
        if (live == null) {
            keep(name);
            return;
        }
        changes.add(new Change.Delete(name, write(name, new Typing(live.type(), live.dataType()), null)));
    }

    private void keep(ParameterName name) {
        kept.add(new Commit.Kept(name, state.version(name)));
        versions.add(new CommitAnswer.Version(name, state.version(name)));
    }

    private long write(ParameterName name, Typing typing, @Nullable String value) {
        long replaces = state.version(name);
        long version = replaces + 1;
        writes.add(new Commit.Write(
                new Parameter(
                        name, version, revision, typing.type(), typing.dataType(), value, attempt.at(), request.by()),
                replaces));
        versions.add(new CommitAnswer.Version(name, version));
        return version;
    }

    private void bind(Wish.Bind bind) {
        String prefix = bind.prefix().text();
        BoundSchema before = state.schemas().get(prefix);
        if (before == null || !before.schema().equals(bind.schema())) {
            bound.add(new BoundSchema(prefix, revision, bind.schema()));
            changes.add(new Change.BindSchema(prefix));
        }
    }

    private void unbind(String prefix) {
        if (state.head() != null && state.head().schemas().containsKey(prefix)) {
            unbound.add(prefix);
            changes.add(new Change.RemoveSchema(prefix));
        }
    }

    boolean changesNothing() {
        return changes.isEmpty();
    }

    CommitAnswer unchanged() {
        Head head = state.head();
        return new CommitAnswer(
                request.namespace(),
                head == null ? null : head.epoch(),
                state.revision(),
                false,
                null,
                versions,
                attempt.retries());
    }

    Commit commit(Duration spread, Duration answersKept) {
        Head before = state.head();
        String epoch = before == null ? attempt.epoch() : before.epoch();
        CommitAnswer answer = new CommitAnswer(
                request.namespace(), epoch, revision, true, attempt.changeSet(), versions, attempt.retries());
        return new Commit(
                before,
                new Head(request.namespace(), epoch, revision, schemasAfter(before)),
                entry(epoch, spread),
                List.copyOf(writes),
                List.copyOf(kept),
                List.copyOf(bound),
                List.copyOf(unbound),
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

    private Map<String, Long> schemasAfter(@Nullable Head before) {
        Map<String, Long> schemas = new HashMap<>(before == null ? Map.of() : before.schemas());
        schemas.keySet().removeAll(unbound);
        bound.forEach(b -> schemas.put(b.prefix(), revision));
        return schemas;
    }

    private ChangeSet entry(String epoch, Duration spread) {
        boolean inline = bytes <= Limits.INLINE_BYTES;
        return new ChangeSet(
                request.namespace(),
                epoch,
                revision,
                attempt.changeSet(),
                attempt.at(),
                request.by(),
                request.why(),
                inline,
                inline ? 0 : spread.toMillis(),
                inline
                        ? changes
                        : changes.stream().map(CommitDraft::byReference).toList());
    }

    private static Change byReference(Change change) {
        return change instanceof Change.Put put
                ? new Change.Put(put.name(), put.version(), put.type(), put.dataType(), null)
                : change;
    }
}
