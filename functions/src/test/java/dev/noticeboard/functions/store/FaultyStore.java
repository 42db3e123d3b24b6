package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in front of another that fails as it is told to, and lets a test run something before each call. As DynamoDB
 * does, it reads one item after the other, some before the head and some after it; a test may write in between.
 */
public class FaultyStore implements BoardStore {

    /** How a call fails. */
    public enum Fault {
        /** It does not. */
        NONE,
        /** No capacity; nothing happened. */
        THROTTLED,
        /** No answer; nothing happened. */
        LOST_REQUEST,
        /** No answer, though it happened. */
        LOST_ANSWER,
        /** No answer, and it happens only before the next call arrives. */
        LATE,
        /** Another transaction is said to be in the way; nothing happened. */
        CONFLICT
    }

    private final BoardStore store;
    private final Function<String, Fault> faults;
    private final List<Commit> late = new ArrayList<>();

    /** @param faults told the call's name, says how it fails; told {@code item} before each item of a read */
    public FaultyStore(BoardStore store, Function<String, Fault> faults) {
        this.store = store;
        this.faults = faults;
    }

    private void reading(String call) {
        arriveLate();
        switch (faults.apply(call)) {
            case NONE, CONFLICT, LATE, LOST_ANSWER -> {}
            case THROTTLED -> throw new StoreUnavailableException(true, new IllegalStateException("injected"));
            case LOST_REQUEST -> throw new StoreUnavailableException(false, new IllegalStateException("injected"));
        }
    }

    /** Lets what is still under way arrive. */
    public synchronized void arriveLate() {
        late.forEach(store::commit);
        late.clear();
    }

    @Override
    public CommitResult commit(Commit commit) {
        arriveLate();
        return switch (faults.apply("commit")) {
            case NONE -> store.commit(commit);
            case THROTTLED -> CommitResult.THROTTLED;
            case LOST_REQUEST -> CommitResult.UNKNOWN;
            case CONFLICT -> CommitResult.LOST;
            case LOST_ANSWER -> {
                store.commit(commit);
                yield CommitResult.UNKNOWN;
            }
            case LATE -> {
                synchronized (this) {
                    late.add(commit);
                }
                yield CommitResult.UNKNOWN;
            }
        };
    }

    @Override
    public BoardState read(StateQuery query) {
        reading("read");
        List<ParameterName> names = query.names().stream().sorted().toList();
        Map<ParameterName, Parameter> parameters = new HashMap<>();
        for (int i = 1; i < names.size(); i += 2) {
            item(names.get(i), parameters);
        }
        Map<ParameterName, Labels> labels = new HashMap<>();
        for (ParameterName name : query.labels()) {
            reading("item");
            Labels found = store.labels(name);
            if (found.revision() > 0) {
                labels.put(name, found);
            }
        }
        reading("item");
        BoardState rest = store.read(query);
        for (int i = 0; i < names.size(); i += 2) {
            item(names.get(i), parameters);
        }
        if (query.sweeps(rest.bound().keySet()) != null) {
            reading("item");
            store.read(query).parameters().forEach(parameters::put);
        }
        return new BoardState(
                rest.head(),
                parameters,
                labels,
                rest.versions(),
                rest.schemas(),
                rest.rollouts(),
                rest.answer(),
                rest.attempted());
    }

    private void item(ParameterName name, Map<ParameterName, Parameter> found) {
        reading("item");
        store.current(List.of(name), true).forEach(p -> found.put(name, p));
    }

    @Override
    public boolean remember(IdempotencyKey key, StoredAnswer answer, long now) {
        reading("remember");
        return store.remember(key, answer, now);
    }

    @Override
    public List<Parameter> current(Collection<ParameterName> names, boolean consistent) {
        reading("current");
        return store.current(names, consistent);
    }

    @Override
    public List<Parameter> versions(Collection<NamedVersion> versions) {
        reading("versions");
        return store.versions(versions);
    }

    @Override
    public HistoryRun history(ParameterName name, long before, int limit, long bytes) {
        reading("history");
        return store.history(name, before, limit, bytes);
    }

    @Override
    public Labels labels(ParameterName name) {
        reading("labels");
        return store.labels(name);
    }

    @Override
    public Optional<Head> head(Namespace namespace) {
        reading("head");
        return store.head(namespace);
    }

    @Override
    public Optional<ChangeSet> changeSet(Namespace namespace, long revision) {
        reading("changeSet");
        return store.changeSet(namespace, revision);
    }

    @Override
    public LogRun log(Namespace namespace, long after, int limit, long bytes) {
        reading("log");
        return store.log(namespace, after, limit, bytes);
    }

    @Override
    public Run walk(Prefix prefix, @Nullable ParameterName after, int limit, long bytes) {
        reading("walk");
        return store.walk(prefix, after, limit, bytes);
    }

    @Override
    public List<BoundSchema> schemas(Namespace namespace) {
        reading("schemas");
        return store.schemas(namespace);
    }

    @Override
    public List<Namespace> namespaces(@Nullable String after, int limit) {
        reading("namespaces");
        return store.namespaces(after, limit);
    }
}
