package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.MetadataRules;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.ValueText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a transaction that makes parameters' next versions. For one thread. */
final class ParameterDraft {
    private final WriteRequest request;
    private final BoardState state;
    private final Instant at;
    private final long revision;
    private final Map<ParameterName, Parameter> next = new LinkedHashMap<>();
    private final List<Commit.Kept> kept = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<CommitAnswer.Version> versions = new ArrayList<>();
    private final List<DryRun.Item> items = new ArrayList<>();
    private long valueBytes;
    private long allBytes;

    ParameterDraft(WriteRequest request, BoardState state, Instant at, long revision) {
        this.request = request;
        this.state = state;
        this.at = at;
        this.revision = revision;
    }

    void put(Wish.Put put) {
        Parameter live = state.live(put.name());
        Typing typing = Typing.of(put, live);
        Parameter made = version(put.name(), typing, put.value(), put.about().over(live));
        List<String> fields = VersionDiff.fields(live, made);
        if (fields.isEmpty()) {
            keep(put.name());
            return;
        }
        add(made, "put", fields);
        valueBytes += ValueText.utf8Length(put.value());
        allBytes += ValueText.utf8Length(put.value()) + MetadataRules.bytes(made.metadata());
        changes.add(new Change.Put(put.name(), made.version(), typing.type(), typing.dataType(), put.value()));
    }

    void delete(ParameterName name) {
        Parameter live = state.live(name);
        if (live == null) {
            keep(name);
            return;
        }
        Parameter made = version(name, new Typing(live.type(), live.dataType()), null, Metadata.NONE);
        add(made, "delete", List.of("value"));
        changes.add(new Change.Delete(name, made.version()));
    }

    private Parameter version(ParameterName name, Typing typing, @Nullable String value, Metadata about) {
        return new Parameter(
                name,
                state.version(name) + 1,
                revision,
                typing.type(),
                typing.dataType(),
                value,
                at,
                request.by(),
                request.why(),
                about.description(),
                about.tags(),
                about.allowedPattern(),
                about.policies());
    }

    private void add(Parameter made, String kind, List<String> fields) {
        next.put(made.name(), made);
        versions.add(new CommitAnswer.Version(made.name(), made.version()));
        items.add(new DryRun.Item(kind, made.name().text(), made.version() - 1, made.version(), fields, null));
    }

    private void keep(ParameterName name) {
        kept.add(new Commit.Kept(name, state.version(name)));
        versions.add(new CommitAnswer.Version(name, state.version(name)));
    }

    /** The parameter as the change set leaves it; null where there was never one. */
    @Nullable Parameter after(ParameterName name) {
        Parameter made = next.get(name);
        return made == null ? state.parameters().get(name) : made;
    }

    /** All parameters that were read, as the change set leaves them. */
    List<Parameter> allAfter() {
        Map<ParameterName, Parameter> all = new LinkedHashMap<>(state.parameters());
        all.putAll(next);
        return List.copyOf(all.values());
    }

    List<Commit.Write> writes() {
        return next.values().stream()
                .map(p -> new Commit.Write(p, p.version() - 1))
                .toList();
    }

    List<Commit.Kept> kept() {
        return kept;
    }

    List<Change> changes() {
        return changes;
    }

    List<CommitAnswer.Version> versions() {
        return versions;
    }

    List<DryRun.Item> items() {
        return items;
    }

    /** The bytes of the values alone: what the log's entry would carry. */
    long valueBytes() {
        return valueBytes;
    }

    /** The bytes of the values with what is said about them: what is bounded. */
    long allBytes() {
        return allBytes;
    }
}
