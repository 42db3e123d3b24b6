package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.FlagsTwice;
import dev.noticeboard.functions.validate.MetadataRules;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of a transaction that makes parameters' next versions. For one thread. */
final class ParameterDraft {
    private final WriteRequest request;
    private final BoardState state;
    private final Instant at;
    private final long revision;
    /** The rollout whose candidates the changes are; null where they are changes for everybody. */
    private final @Nullable String rollout;

    private final Map<ParameterName, Commit.Write> writes = new LinkedHashMap<>();
    private final List<Commit.Kept> kept = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<CommitAnswer.Version> versions = new ArrayList<>();
    private final List<DryRun.Item> items = new ArrayList<>();
    private long valueBytes;
    private long allBytes;

    ParameterDraft(WriteRequest request, BoardState state, Instant at, long revision, @Nullable String rollout) {
        this.rollout = rollout;
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
        changes.add(
                rollout == null
                        ? new Change.Put(put.name(), made.version(), typing.type(), typing.dataType(), put.value())
                        : new Change.CandidatePut(
                                put.name(), made.version(), typing.type(), typing.dataType(), put.value(), rollout));
    }

    void delete(ParameterName name) {
        Parameter live = state.live(name);
        if (live == null) {
            keep(name);
            return;
        }
        Parameter made = version(name, new Typing(live.type(), live.dataType()), null, Metadata.NONE);
        add(made, "delete", List.of("value"));
        changes.add(
                rollout == null
                        ? new Change.Delete(name, made.version())
                        : new Change.CandidateDelete(name, made.version(), rollout));
    }

    private Parameter version(ParameterName name, Typing typing, @Nullable String value, Metadata about) {
        return new Parameter(
                name,
                state.nextVersion(name),
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
        long replaces = state.version(made.name());
        writes.put(
                made.name(),
                rollout == null
                        ? new Commit.Write(made, replaces)
                        : new Commit.Write(stable(made, rollout), replaces, made.marked(0, staged(made, rollout))));
        versions.add(new CommitAnswer.Version(made.name(), made.version()));
        items.add(new DryRun.Item(
                rollout == null ? kind : "candidate-" + kind,
                made.name().text(),
                replaces,
                made.version(),
                fields,
                null));
    }

    private static Parameter.Staged staged(Parameter candidate, String rollout) {
        return new Parameter.Staged(rollout, candidate.version(), Parameter.Stage.CANDIDATE);
    }

    /** The current state beside a candidate. Where there was none, it takes one of version 0, which says that there is no value. */
    private Parameter stable(Parameter candidate, String id) {
        Parameter now = state.parameters().get(candidate.name());
        Parameter stable = now != null
                ? now
                : new Parameter(
                        candidate.name(), 0, revision, candidate.type(), candidate.dataType(), null, at, request.by());
        return stable.marked(candidate.version(), staged(candidate, id));
    }

    private void keep(ParameterName name) {
        kept.add(new Commit.Kept(name, state.version(name)));
        versions.add(new CommitAnswer.Version(name, state.version(name)));
    }

    /** The parameter as the change set leaves it; null where there was never one. */
    @Nullable Parameter after(ParameterName name) {
        Commit.Write write = writes.get(name);
        return write == null ? state.parameters().get(name) : write.parameter();
    }

    /** All parameters that were read, as the change set leaves them, in each view that a host may have. */
    List<List<Parameter>> views() {
        return Views.of(all(), this::candidateAfter);
    }

    /** The flags that stand in two parameters which a host may have together, if the change set writes flags. */
    List<Violation> flagsTwice() {
        Set<ParameterName> written = writes.values().stream()
                .map(Commit.Write::version)
                .flatMap(v -> Optional.ofNullable(v).stream())
                .filter(v -> v.dataType() == DataType.FLAGS && !v.tombstone())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        return written.isEmpty() ? List.of() : FlagsTwice.violations(all(), this::candidateAfter, written);
    }

    private List<Parameter> all() {
        Map<ParameterName, Parameter> all = new LinkedHashMap<>(state.parameters());
        writes.forEach((name, write) -> all.put(name, write.parameter()));
        return List.copyOf(all.values());
    }

    private @Nullable Parameter candidateAfter(Parameter p) {
        Commit.Write write = writes.get(p.name());
        boolean mine = p.staged() != null && p.staged().rollout().equals(rollout);
        return write != null && mine ? write.version() : state.candidate(p);
    }

    List<Commit.Write> writes() {
        return List.copyOf(writes.values());
    }

    /** Bytes of values, and of what is said about them, that the writes take in the table beside the log. */
    long writtenBytes() {
        return writes.values().stream()
                .flatMap(w -> Stream.of(Optional.of(w.parameter()), Optional.ofNullable(w.version())))
                .flatMap(Optional::stream)
                .mapToLong(p ->
                        (p.value() == null ? 0 : ValueText.utf8Length(p.value())) + MetadataRules.bytes(p.metadata()))
                .sum();
    }

    /** A change of a current state that is no next version: a mark of a rollout, or its end. */
    void settle(Commit.Write write) {
        writes.put(write.parameter().name(), write);
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
