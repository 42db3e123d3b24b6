package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.ValueRules;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Set<String> history = new HashSet<>();
    private final Map<Namespace, TreeMap<String, BoundSchema>> schemas = new HashMap<>();
    private final Map<String, StoredAnswer> answers = new HashMap<>();

    @Override
    public synchronized BoardState read(StateQuery query) {
        Map<ParameterName, Parameter> found = new HashMap<>();
        for (ParameterName name : query.names()) {
            parameter(name).ifPresent(p -> found.put(name, p));
        }
        Map<String, BoundSchema> bound = new HashMap<>(bound(query.namespace()));
        bound.keySet().removeIf(prefix -> !query.needs(prefix));
        return new BoardState(
                heads.get(query.namespace()),
                found,
                bound,
                query.key() == null ? null : answers.get(id(query.key())),
                log(query.namespace()).get(query.attempted()));
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
        Head head = heads.get(namespace);
        boolean headHolds = commit.before() == null
                ? head == null
                : head != null
                        && head.epoch().equals(commit.before().epoch())
                        && head.revision() == commit.before().revision();
        boolean holds = headHolds
                && !log(namespace).containsKey(commit.changeSet().revision())
                && commit.writes().stream().allMatch(w -> version(w.parameter().name()) == w.replaces())
                && commit.writes().stream().noneMatch(w -> history.contains(version(w)))
                && commit.kept().stream().allMatch(k -> version(k.name()) == k.version())
                && forgotten(commit.key(), commit.changeSet().at().getEpochSecond());
        if (!holds) {
            return CommitResult.LOST;
        }
        heads.put(namespace, commit.after());
        log(namespace).put(commit.changeSet().revision(), commit.changeSet());
        for (Commit.Write write : commit.writes()) {
            parameters.put(write.parameter().name(), write.parameter());
            history.add(version(write));
        }
        commit.bound().forEach(b -> bound(namespace).put(b.prefix(), b));
        commit.unbound().forEach(bound(namespace)::remove);
        if (commit.key() != null && commit.stored() != null) {
            answers.put(id(commit.key()), commit.stored());
        }
        return CommitResult.COMMITTED;
    }

    private long version(ParameterName name) {
        return parameter(name).map(Parameter::version).orElse(0L);
    }

    private static String version(Commit.Write write) {
        return write.parameter().name() + "@" + write.parameter().version();
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

    @Override
    public synchronized Optional<Parameter> parameter(ParameterName name) {
        return Optional.ofNullable(parameters.get(name));
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
        return ValueRules.utf8Length(Json.write(record));
    }

    @Override
    public synchronized Run list(Prefix prefix, @Nullable ParameterName after, int limit, long bytes) {
        List<Parameter> run = new ArrayList<>();
        long used = 0;
        for (Parameter p : parameters.values()) {
            if (!prefix.covers(p.name())
                    || p.tombstone()
                    || (after != null && p.name().compareTo(after) <= 0)) {
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
