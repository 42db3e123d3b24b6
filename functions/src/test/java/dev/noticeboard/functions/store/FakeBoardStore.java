package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The store in memory. It does not know a repeated request token, as a store need not. */
public final class FakeBoardStore implements BoardStore {
    private final Map<Namespace, Head> heads = new HashMap<>();
    private final Map<Namespace, TreeMap<Long, ChangeSet>> logs = new HashMap<>();
    private final TreeMap<ParameterName, Parameter> parameters = new TreeMap<>();
    private final Map<ParameterName, TreeMap<Long, Parameter>> history = new HashMap<>();
    private final Map<ParameterName, Labels> labels = new HashMap<>();
    private final Map<Namespace, TreeMap<String, BoundSchema>> schemas = new HashMap<>();
    private final Map<String, StoredAnswer> answers = new HashMap<>();
    private final Map<Namespace, TreeMap<String, Rollout>> rollouts = new HashMap<>();

    @Override
    public synchronized BoardState read(StateQuery query) {
        Map<ParameterName, Parameter> found = new HashMap<>();
        for (ParameterName name : query.names()) {
            parameter(name).ifPresent(p -> found.put(name, p));
        }
        Prefix below = query.sweeps(bound(query.namespace()).keySet());
        if (below != null) {
            parameters.values().stream().filter(p -> below.covers(p.name())).forEach(p -> found.put(p.name(), p));
        }
        Map<ParameterName, Labels> labelled = new HashMap<>(labels);
        labelled.keySet().retainAll(query.labels());
        Map<NamedVersion, Parameter> versions = new HashMap<>();
        versions(query.versions()).forEach(p -> versions.put(new NamedVersion(p.name(), p.version()), p));
        Map<String, BoundSchema> bound = new HashMap<>(bound(query.namespace()));
        bound.keySet().removeIf(prefix -> !query.needs(prefix));
        return new BoardState(
                heads.get(query.namespace()),
                found,
                labelled,
                versions,
                bound,
                read(query.namespace(), query.rollouts()),
                query.key() == null ? null : answers.get(id(query.key())),
                log(query.namespace()).get(query.attempted()));
    }

    private Map<String, Rollout> read(Namespace namespace, Set<String> ids) {
        Map<String, Rollout> read = new HashMap<>(rollouts(namespace));
        read.keySet().retainAll(ids);
        return read;
    }

    /** A namespace's rollouts, by id. */
    public synchronized NavigableMap<String, Rollout> rollouts(Namespace namespace) {
        return rollouts.computeIfAbsent(namespace, n -> new TreeMap<>());
    }

    /** The rollouts of all namespaces. */
    public synchronized List<Rollout> rollouts() {
        return rollouts.values().stream().flatMap(all -> all.values().stream()).toList();
    }

    private static String id(IdempotencyKey key) {
        return key.namespace() + "#" + key.principal() + "#" + key.key();
    }

    private NavigableMap<Long, ChangeSet> log(Namespace namespace) {
        return logs.computeIfAbsent(namespace, n -> new TreeMap<>());
    }

    private NavigableMap<String, BoundSchema> bound(Namespace namespace) {
        return schemas.computeIfAbsent(namespace, n -> new TreeMap<>());
    }

    @Override
    public synchronized CommitResult commit(Commit commit) {
        Namespace namespace = commit.after().namespace();
        if (commit.kept().stream()
                .anyMatch(k -> commit.writes().stream()
                        .anyMatch(w -> w.parameter().name().equals(k.name())))) {
            throw new IllegalArgumentException("a transaction names an item twice, which DynamoDB refuses");
        }
        Head head = heads.get(namespace);
        boolean headHolds = commit.before() == null
                ? head == null
                : head != null
                        && head.epoch().equals(commit.before().epoch())
                        && head.revision() == commit.before().revision();
        boolean holds = headHolds
                && !log(namespace).containsKey(commit.changeSet().revision())
                && commit.writes().stream().allMatch(w -> version(w.parameter().name()) == w.replaces())
                && commit.writes().stream()
                        .map(Commit.Write::version)
                        .allMatch(v -> v == null || !versions(v.name()).containsKey(v.version()))
                && commit.marks().stream().allMatch(v -> versions(v.name()).containsKey(v.version()))
                && commit.rollouts().stream().allMatch(w -> revision(w.rollout()) == w.replaces())
                && commit.labelWrites().stream()
                        .allMatch(w -> labels(w.labels().name()).revision() == w.replaces())
                && commit.labelsKept().stream().allMatch(l -> labels(l.name()).revision() == l.revision())
                && commit.held().stream().allMatch(v -> versions(v.name()).containsKey(v.version()))
                && commit.kept().stream().allMatch(k -> version(k.name()) == k.version())
                && forgotten(commit.key(), commit.changeSet().at().getEpochSecond());
        if (!holds) {
            return CommitResult.LOST;
        }
        heads.put(namespace, commit.after());
        log(namespace).put(commit.changeSet().revision(), commit.changeSet());
        for (Commit.Write write : commit.writes()) {
            parameters.put(write.parameter().name(), write.parameter());
            Parameter version = write.version();
            if (version != null) {
                versions(version.name()).put(version.version(), version);
            }
        }
        commit.marks().forEach(v -> versions(v.name()).put(v.version(), v));
        commit.rollouts().forEach(w -> rollouts(namespace).put(w.rollout().id(), w.rollout()));
        commit.labelWrites().forEach(w -> labels.put(w.labels().name(), w.labels()));
        commit.bound().forEach(b -> bound(namespace).put(b.prefix(), b));
        commit.unbound().forEach(bound(namespace)::remove);
        if (commit.key() != null && commit.stored() != null) {
            answers.put(id(commit.key()), commit.stored());
        }
        return CommitResult.COMMITTED;
    }

    private long revision(Rollout rollout) {
        Rollout there = rollouts(rollout.namespace()).get(rollout.id());
        return there == null ? 0 : there.revision();
    }

    private long version(ParameterName name) {
        return parameter(name).map(Parameter::version).orElse(0L);
    }

    private NavigableMap<Long, Parameter> versions(ParameterName name) {
        return history.computeIfAbsent(name, n -> new TreeMap<>());
    }

    private boolean forgotten(@Nullable IdempotencyKey key, long now) {
        StoredAnswer kept = key == null ? null : answers.get(id(key));
        return kept == null || kept.expiresAt() <= now;
    }

    @Override
    public synchronized boolean remember(IdempotencyKey key, StoredAnswer answer, long now) {
        if (!forgotten(key, now)) {
            return false;
        }
        answers.put(id(key), answer);
        return true;
    }

    /** A parameter's current state, perhaps a tombstone. */
    public synchronized Optional<Parameter> parameter(ParameterName name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The namespaces that were ever written. */
    public synchronized List<Namespace> namespaces() {
        return heads.keySet().stream().sorted().toList();
    }

    @Override
    public List<Namespace> namespaces(@Nullable String after, int limit) {
        return namespaces().stream()
                .filter(n -> after == null || n.text().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    /** Drops a version from the history, as retention does. */
    public synchronized void drop(ParameterName name, long version) {
        versions(name).remove(version);
    }

    /** Drops an entry of the change log, as its retention does. */
    public synchronized void dropLog(Namespace namespace, long revision) {
        log(namespace).remove(revision);
    }

    @Override
    public synchronized List<Parameter> current(Collection<ParameterName> names, boolean consistent) {
        return names.stream().map(this::parameter).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized List<Parameter> versions(Collection<NamedVersion> versions) {
        return versions.stream()
                .map(v -> Optional.ofNullable(versions(v.name()).get(v.version())))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public synchronized HistoryRun history(ParameterName name, long before, int limit, long bytes) {
        List<Parameter> run = new ArrayList<>();
        long used = 0;
        for (Parameter p : versions(name).headMap(before, false).descendingMap().values()) {
            used += size(p);
            if (run.size() == limit || (used > bytes && !run.isEmpty())) {
                return new HistoryRun(run, labels(name), true);
            }
            run.add(p);
        }
        return new HistoryRun(run, labels(name), false);
    }

    @Override
    public synchronized Labels labels(ParameterName name) {
        return labels.getOrDefault(name, Labels.none(name));
    }

    @Override
    public synchronized Optional<Head> head(Namespace namespace) {
        return Optional.ofNullable(heads.get(namespace));
    }

    @Override
    public synchronized Optional<ChangeSet> changeSet(Namespace namespace, long revision) {
        return Optional.ofNullable(log(namespace).get(revision));
    }

    @Override
    public synchronized LogRun log(Namespace namespace, long after, int limit, long bytes) {
        List<ChangeSet> run = new ArrayList<>();
        long used = 0;
        for (ChangeSet entry : log(namespace).tailMap(after, false).values()) {
            used += size(entry);
            if (run.size() == limit || (used > bytes && !run.isEmpty())) {
                break;
            }
            run.add(entry);
        }
        return new LogRun(heads.get(namespace), run);
    }

    private static long size(Object record) {
        return ValueText.utf8Length(Json.write(record));
    }

    @Override
    public synchronized Run walk(Prefix prefix, @Nullable ParameterName after, int limit, long bytes) {
        List<Parameter> run = new ArrayList<>();
        long used = 0;
        for (Parameter p : parameters.values()) {
            if (!prefix.covers(p.name()) || (after != null && p.name().compareTo(after) <= 0)) {
                continue;
            }
            used += size(p);
            if (run.size() == limit || (used > bytes && !run.isEmpty())) {
                return new Run(run, true);
            }
            run.add(p);
        }
        return new Run(run, false);
    }

    @Override
    public synchronized List<BoundSchema> schemas(Namespace namespace) {
        return List.copyOf(bound(namespace).values());
    }
}
