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
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The board's items in DynamoDB. Thread-safe. */
public final class DynamoDbBoardStore implements BoardStore {
    private final DynamoDbTable<EnhancedDocument> table;
    private final DynamoDbStates states;
    private final DynamoDbCommits commits;
    private final DynamoDbRuns runs;
    private final DynamoDbBatches batches;

    /**
     * Makes a store on a table that exists.
     *
     * @param logRetention how long the change log keeps an entry at least
     */
    public DynamoDbBoardStore(DynamoDbClient dynamo, String tableName, Duration logRetention) {
        DynamoDbEnhancedClient client = DynamoDbDocuments.client(dynamo);
        this.table = DynamoDbDocuments.table(client, tableName);
        this.batches = new DynamoDbBatches(client, table);
        this.runs = new DynamoDbRuns(table);
        this.states = new DynamoDbStates(batches, runs);
        this.commits = new DynamoDbCommits(client, table, logRetention);
    }

    @Override
    public BoardState read(StateQuery query) {
        return states.read(query);
    }

    @Override
    public Optional<BoardState> guess(StateQuery query) {
        return states.guess(query);
    }

    @Override
    public CommitResult commit(Commit commit) {
        CommitResult result = commits.commit(commit);
        if (result == CommitResult.COMMITTED) {
            states.committed(commit);
        } else if (result == CommitResult.LOST) {
            states.lost(commit.after().namespace());
        }
        return result;
    }

    @Override
    public boolean remember(IdempotencyKey key, StoredAnswer answer, long now) {
        return DynamoDbFaults.asking(() -> {
            try {
                table.putItem(PutItemEnhancedRequest.builder(EnhancedDocument.class)
                        .item(DynamoDbCommits.token(key, answer))
                        .conditionExpression(DynamoDbCommits.forgotten(now))
                        .build());
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    @Override
    public Optional<Head> head(Namespace namespace) {
        return get(TableKeys.log(namespace), TableKeys.HEAD, Head.class);
    }

    @Override
    public Optional<ChangeSet> changeSet(Namespace namespace, long revision) {
        return get(TableKeys.log(namespace), TableKeys.padded(revision), ChangeSet.class);
    }

    private <T> Optional<T> get(String partition, String sort, Class<T> type) {
        Key key = DynamoDbDocuments.key(partition, sort);
        EnhancedDocument item =
                DynamoDbFaults.asking(() -> table.getItem(r -> r.key(key).consistentRead(true)));
        return item == null ? Optional.empty() : Optional.of(DynamoDbDocuments.record(item, type));
    }

    @Override
    public LogRun log(Namespace namespace, long after, int limit, long bytes) {
        String partition = TableKeys.log(namespace);
        QueryConditional newer = QueryConditional.sortBetween(
                DynamoDbDocuments.key(partition, TableKeys.padded(after + 1)),
                DynamoDbDocuments.key(partition, TableKeys.HEAD));
        List<ChangeSet> entries = new ArrayList<>();
        Head[] head = new Head[1];
        runs.each(newer, null, limit + 1, item -> {
            if (item.sort().equals(TableKeys.HEAD)) {
                head[0] = item.as(Head.class);
                return false;
            }
            if (entries.size() == limit || (item.used() > bytes && !entries.isEmpty())) {
                return false;
            }
            entries.add(item.as(ChangeSet.class));
            return true;
        });
        return new LogRun(head[0] == null ? head(namespace).orElse(null) : head[0], entries);
    }

    @Override
    public Run walk(Prefix prefix, @Nullable ParameterName after, int limit, long bytes) {
        List<Parameter> found = new ArrayList<>();
        boolean[] more = new boolean[1];
        runs.below(prefix, after, limit + 1, (p, used) -> {
            if (found.size() == limit || (used > bytes && !found.isEmpty())) {
                more[0] = true;
                return false;
            }
            return found.add(p);
        });
        return new Run(found, more[0]);
    }

    @Override
    public List<Parameter> current(Collection<ParameterName> names, boolean consistent) {
        List<Key> keys = names.stream()
                .map(n -> DynamoDbDocuments.key(TableKeys.namespace(n.namespace()), TableKeys.parameter(n)))
                .toList();
        return parameters(keys, consistent);
    }

    @Override
    public List<Parameter> versions(Collection<NamedVersion> versions) {
        List<Key> keys = versions.stream()
                .map(v -> DynamoDbDocuments.key(TableKeys.history(v.name()), TableKeys.padded(v.version())))
                .toList();
        return parameters(keys, true);
    }

    private List<Parameter> parameters(List<Key> keys, boolean consistent) {
        List<Parameter> found = new ArrayList<>();
        batches.each(keys, consistent, item -> found.add(DynamoDbDocuments.record(item, Parameter.class)));
        return found;
    }

    @Override
    public HistoryRun history(ParameterName name, long before, int limit, long bytes) {
        QueryConditional older =
                QueryConditional.sortLessThan(DynamoDbDocuments.key(TableKeys.history(name), TableKeys.padded(before)));
        List<Parameter> found = new ArrayList<>();
        boolean[] more = new boolean[1];
        runs.eachBackwards(older, limit + 1, item -> {
            if (found.size() == limit || (item.used() > bytes && !found.isEmpty())) {
                more[0] = true;
                return false;
            }
            return found.add(item.as(Parameter.class));
        });
        return new HistoryRun(found, labels(name), more[0]);
    }

    @Override
    public Labels labels(ParameterName name) {
        return get(TableKeys.history(name), TableKeys.LABELS, Labels.class).orElseGet(() -> Labels.none(name));
    }

    @Override
    public List<BoundSchema> schemas(Namespace namespace) {
        List<BoundSchema> found = new ArrayList<>();
        runs.each(
                QueryConditional.sortBeginsWith(
                        DynamoDbDocuments.key(TableKeys.namespace(namespace), TableKeys.SCHEMA)),
                null,
                null,
                item -> found.add(item.as(BoundSchema.class)));
        return found;
    }

    @Override
    public List<Namespace> namespaces(@Nullable String after, int limit) {
        QueryConditional which = after == null
                ? QueryConditional.keyEqualTo(
                        Key.builder().partitionValue(TableKeys.NAMESPACES).build())
                : QueryConditional.sortGreaterThan(DynamoDbDocuments.key(TableKeys.NAMESPACES, after));
        return DynamoDbFaults.asking(
                () -> table.query(r -> r.queryConditional(which).limit(limit)).items().stream()
                        .limit(limit)
                        .map(item -> new Namespace(item.getString(TableKeys.SORT)))
                        .toList());
    }
}
