package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/**
 * Reads what a commit must know: one batch for head, token, log entry, parameters, labels and versions (more where they are
 * over 100), and a second one only for the schemas that the head names and that are not known yet. A schema of one revision of one epoch never changes, so it is
 * read once. Thread-safe.
 */
final class DynamoDbStates {
    private final DynamoDbBatches batches;
    private final DynamoDbRuns runs;
    private final Map<KnownSchema, BoundSchema> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KnownSchema, BoundSchema> eldest) {
            return size() > 2 * Limits.SCHEMAS;
        }
    };

    /** The newest heads seen, which tell what to ask for next. */
    private final Map<Namespace, Head> heads = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Namespace, Head> eldest) {
            return size() > Limits.SCHEMAS;
        }
    };

    private final ImportRuns imports = new ImportRuns();

    private record KnownSchema(Namespace namespace, String epoch, String prefix, long revision) {}

    DynamoDbStates(DynamoDbBatches batches, DynamoDbRuns runs) {
        this.batches = batches;
        this.runs = runs;
    }

    BoardState read(StateQuery query) {
        Found found = new Found();
        List<Key> keys = keys(query);
        List<Key> expected = expected(query);
        if (keys.size() + expected.size() <= Limits.NAMES) {
            keys.addAll(expected);
        }
        batches.each(keys, true, found::take);
        Map<String, BoundSchema> schemas = schemas(query, found);
        Prefix sweep = query.sweeps(
                found.head == null ? Set.of() : found.head.schemas().keySet());
        if (sweep != null && found.head != null) {
            // After the head: what is not newer than the head is then as the head has it.
            runs.below(sweep, null, null, (p, used) -> {
                found.parameters.put(p.name(), p);
                return true;
            });
        }
        return new BoardState(
                found.head,
                found.parameters,
                found.labels,
                found.versions,
                schemas,
                found.rollouts,
                found.answer,
                found.attempted);
    }

    private static List<Key> keys(StateQuery query) {
        Namespace namespace = query.namespace();
        List<Key> keys = new ArrayList<>();
        keys.add(DynamoDbDocuments.key(TableKeys.log(namespace), TableKeys.HEAD));
        if (query.attempted() > 0) {
            keys.add(DynamoDbDocuments.key(TableKeys.log(namespace), TableKeys.padded(query.attempted())));
        }
        IdempotencyKey idempotency = query.key();
        if (idempotency != null) {
            keys.add(DynamoDbDocuments.key(
                    TableKeys.token(namespace, idempotency.principal(), idempotency.key()), TableKeys.TOKEN));
        }
        for (ParameterName name : query.names()) {
            keys.add(DynamoDbDocuments.key(TableKeys.namespace(namespace), TableKeys.parameter(name)));
        }
        for (ParameterName name : query.labels()) {
            keys.add(DynamoDbDocuments.key(TableKeys.history(name), TableKeys.LABELS));
        }
        for (NamedVersion version : query.versions()) {
            keys.add(DynamoDbDocuments.key(TableKeys.history(version.name()), TableKeys.padded(version.version())));
        }
        for (String rollout : query.rollouts()) {
            keys.add(DynamoDbDocuments.key(TableKeys.rollouts(namespace), rollout));
        }
        return keys;
    }

    /** The schemas that are likely to be needed and are not known. */
    private List<Key> expected(StateQuery query) {
        Head seen;
        synchronized (known) {
            seen = heads.get(query.namespace());
        }
        Set<String> prefixes = new HashSet<>(query.bound());
        if (seen == null) {
            query.names().forEach(name -> Prefix.covering(name).forEach(p -> prefixes.add(p.text())));
            if (query.writesValues()) {
                prefixes.add(BoundSchema.RULES);
            }
        } else {
            prefixes.clear();
            seen.schemas().forEach((prefix, revision) -> {
                if (query.needs(prefix) && known(seen, prefix, revision) == null) {
                    prefixes.add(prefix);
                }
            });
        }
        return prefixes.stream()
                .map(p -> DynamoDbDocuments.key(TableKeys.namespace(query.namespace()), TableKeys.schema(p)))
                .toList();
    }

    /** Sorts what was read by what it is. */
    private static final class Found {
        private @Nullable Head head;
        private @Nullable ChangeSet attempted;
        private @Nullable StoredAnswer answer;
        private final Map<ParameterName, Parameter> parameters = new HashMap<>();
        private final Map<ParameterName, Labels> labels = new HashMap<>();
        private final Map<NamedVersion, Parameter> versions = new HashMap<>();
        private final Map<String, BoundSchema> schemas = new HashMap<>();
        private final Map<String, Rollout> rollouts = new HashMap<>();

        void take(EnhancedDocument item) {
            String sort = item.getString(TableKeys.SORT);
            if (item.getString(TableKeys.PARTITION).startsWith(TableKeys.ROLLOUTS)) {
                rollouts.put(sort, DynamoDbDocuments.record(item, Rollout.class));
            } else if (sort.equals(TableKeys.HEAD)) {
                head = DynamoDbDocuments.record(item, Head.class);
            } else if (sort.equals(TableKeys.TOKEN)) {
                answer = DynamoDbDocuments.record(item, StoredAnswer.class);
            } else if (sort.equals(TableKeys.LABELS)) {
                Labels l = DynamoDbDocuments.record(item, Labels.class);
                labels.put(l.name(), l);
            } else if (sort.startsWith(TableKeys.SCHEMA)) {
                BoundSchema schema = DynamoDbDocuments.record(item, BoundSchema.class);
                schemas.put(schema.prefix(), schema);
            } else if (sort.startsWith(TableKeys.PARAMETER)) {
                Parameter p = DynamoDbDocuments.record(item, Parameter.class);
                parameters.put(p.name(), p);
            } else if (item.getString(TableKeys.PARTITION).startsWith(TableKeys.HISTORY)) {
                Parameter p = DynamoDbDocuments.record(item, Parameter.class);
                versions.put(new NamedVersion(p.name(), p.version()), p);
            } else {
                attempted = DynamoDbDocuments.record(item, ChangeSet.class);
            }
        }
    }

    private Map<String, BoundSchema> schemas(StateQuery query, Found found) {
        Map<String, BoundSchema> schemas = new HashMap<>();
        Head head = found.head;
        if (head == null) {
            return schemas;
        }
        List<Key> unknown = new ArrayList<>();
        head.schemas().forEach((prefix, revision) -> {
            if (!query.needs(prefix)) {
                return;
            }
            BoundSchema read = found.schemas.get(prefix);
            BoundSchema schema = read == null ? known(head, prefix, revision) : read;
            if (schema == null) {
                unknown.add(DynamoDbDocuments.key(TableKeys.namespace(head.namespace()), TableKeys.schema(prefix)));
            } else {
                schemas.put(prefix, schema);
            }
        });
        batches.each(unknown, true, item -> {
            BoundSchema schema = DynamoDbDocuments.record(item, BoundSchema.class);
            schemas.put(schema.prefix(), schema);
        });
        note(head, schemas.values());
        return schemas;
    }

    /** Keeps what a commit of this process made known. */
    void committed(Commit commit) {
        note(commit.after(), commit.bound());
        imports.committed(commit);
    }

    /** A commit of this process met another state than it was planned on. */
    void lost(Namespace namespace) {
        imports.lost(namespace);
    }

    /** The state in which a query of nothing but parameters finds none, where an import is under way; see {@link BoardStore#guess}. */
    Optional<BoardState> guess(StateQuery query) {
        Head head = query.isOfParametersOnly() ? imports.head(query.namespace()).orElse(null) : null;
        if (head == null
                || query.names().size() < ImportRuns.CHANGES
                || !head.rollouts().isEmpty()
                || query.sweeps(head.schemas().keySet()) != null) {
            return Optional.empty();
        }
        Map<String, BoundSchema> schemas = new HashMap<>();
        for (Map.Entry<String, Long> bound : head.schemas().entrySet()) {
            if (query.needs(bound.getKey())) {
                BoundSchema schema = known(head, bound.getKey(), bound.getValue());
                if (schema == null) {
                    return Optional.empty();
                }
                schemas.put(bound.getKey(), schema);
            }
        }
        return Optional.of(new BoardState(head, Map.of(), Map.of(), Map.of(), schemas, null, null));
    }

    private void note(Head head, Collection<BoundSchema> schemas) {
        synchronized (known) {
            heads.put(head.namespace(), head);
            schemas.forEach(schema -> known.put(
                    new KnownSchema(head.namespace(), head.epoch(), schema.prefix(), schema.revision()), schema));
        }
    }

    private @Nullable BoundSchema known(Head head, String prefix, long revision) {
        synchronized (known) {
            return known.get(new KnownSchema(head.namespace(), head.epoch(), prefix, revision));
        }
    }
}
