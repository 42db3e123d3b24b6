package dev.noticeboard.agent.refresh;

import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.WellFormed;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads the board from its DynamoDB table. */
public final class DynamoDbBoardReader implements BoardReader {
    /**
     * Pages of the log in one answer: 32 MB, at DynamoDB's 1 MB a page. After that the head is read by itself; what is
     * missing before it is then a hole like any other, and is read from there on.
     */
    private static final int LOG_PAGES = 32;

    private final DynamoDbClient dynamo;
    private final String table;
    private final int logPages;
    private final DynamoDbVersions versions;

    /** @param dynamo shared; not closed by this */
    public DynamoDbBoardReader(DynamoDbClient dynamo, String table) {
        this(dynamo, table, LOG_PAGES);
    }

    DynamoDbBoardReader(DynamoDbClient dynamo, String table, int logPages) {
        this.dynamo = dynamo;
        this.table = table;
        this.logPages = logPages;
        this.versions = new DynamoDbVersions(
                dynamo, table, new Jitter(new Random()), pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        return read("the change log of " + namespace, () -> {
            List<ChangeSet> entries = new ArrayList<>();
            Head head = null;
            Map<String, AttributeValue> from = Map.of();
            for (int page = 0; page == 0 || (page < logPages && !from.isEmpty()); page++) {
                QueryResponse answer = dynamo.query(query(
                        "pk = :pk AND sk > :sk",
                        TableKeys.log(namespace),
                        TableKeys.padded(afterRevision),
                        consistent,
                        from));
                for (Map<String, AttributeValue> item : answer.items()) {
                    if (TableKeys.HEAD.equals(sortKey(item))) {
                        head = record(item, Head.class);
                    } else {
                        entries.add(entry(item, namespace));
                    }
                }
                from = answer.lastEvaluatedKey();
            }
            return new LogAnswer(entries, head != null || from.isEmpty() ? head : headItem(namespace));
        });
    }

    private static ChangeSet entry(Map<String, AttributeValue> item, Namespace namespace) {
        ChangeSet entry = WellFormed.changeSet(record(item, ChangeSet.class), namespace);
        if (!TableKeys.padded(entry.revision()).equals(sortKey(item))) {
            throw new MalformedException("revision", "is another one than the item's key says");
        }
        return entry;
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        return Optional.ofNullable(read("the head of " + namespace, () -> new HeadItem(headItem(namespace))).head);
    }

    private record HeadItem(@Nullable Head head) {}

    private @Nullable Head headItem(Namespace namespace) {
        Map<String, AttributeValue> key =
                Map.of(TableKeys.PARTITION, text(TableKeys.log(namespace)), TableKeys.SORT, text(TableKeys.HEAD));
        Map<String, AttributeValue> item = dynamo.getItem(
                        r -> r.tableName(table).key(key).consistentRead(true))
                .item();
        return item.isEmpty() ? null : record(item, Head.class);
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        return read("the parameters of " + namespace, () -> {
            List<Parameter> found = new ArrayList<>();
            Map<String, AttributeValue> from = Map.of();
            do {
                QueryResponse page = dynamo.query(query(
                        "pk = :pk AND begins_with(sk, :sk)",
                        TableKeys.namespace(namespace),
                        TableKeys.PARAMETER,
                        true,
                        from));
                page.items().forEach(item -> found.add(record(item, Parameter.class)));
                from = page.lastEvaluatedKey();
            } while (!from.isEmpty());
            return found;
        });
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        return read("the rollouts of " + namespace, () -> {
            List<Rollout> found = new ArrayList<>();
            Map<String, AttributeValue> from = Map.of();
            do {
                QueryResponse page = dynamo.query(openRollouts(namespace, from));
                page.items().forEach(item -> found.add(record(item, Rollout.class)));
                from = page.lastEvaluatedKey();
            } while (!from.isEmpty());
            return found;
        });
    }

    /** Those that ended stay in their partition, and would only be carried here to be left out. */
    private QueryRequest openRollouts(Namespace namespace, Map<String, AttributeValue> from) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", text(TableKeys.rollouts(namespace)));
        for (Rollout.State state : Rollout.State.values()) {
            if (state.open()) {
                values.put(":" + state.label(), text(state.label()));
            }
        }
        String states =
                values.keySet().stream().filter(k -> !k.equals(":pk")).sorted().collect(Collectors.joining(", "));
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .filterExpression("#state IN (" + states + ")")
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(values)
                .consistentRead(true)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .build();
    }

    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        List<Parameter> found = new ArrayList<>();
        try {
            return read("versions of parameters of " + namespace, () -> {
                versions.read(keys, found::add);
                return found;
            });
        } catch (BoardReadException e) {
            throw new BoardReadException(e, found);
        }
    }

    private QueryRequest query(
            String condition, String partition, String sort, boolean consistent, Map<String, AttributeValue> from) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(condition)
                .expressionAttributeValues(Map.of(":pk", text(partition), ":sk", text(sort)))
                .consistentRead(consistent)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .build();
    }

    static <T> T record(Map<String, AttributeValue> item, Class<T> type) {
        return Json.fromMap(DynamoDbItems.plain(item), type);
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        AttributeValue sort = item.get(TableKeys.SORT);
        return sort == null ? "" : String.valueOf(sort.s());
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static <T> T read(String what, Supplier<T> body) {
        try {
            return body.get();
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            throw new BoardReadException("interrupted while reading " + what, e);
        } catch (SdkServiceException e) {
            throw new BoardReadException(
                    "DynamoDB refused to read " + what + ": " + e.getClass().getSimpleName() + ", HTTP "
                            + e.statusCode(),
                    e);
        } catch (SdkException e) {
            throw new BoardReadException(
                    "DynamoDB did not answer for " + what + ": " + e.getClass().getSimpleName(), e);
        } catch (MalformedException e) {
            throw new BoardReadException("malformed item in " + what + ": " + e.field() + " " + e.getMessage(), e);
        }
    }
}
