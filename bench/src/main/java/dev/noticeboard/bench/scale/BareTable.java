package dev.noticeboard.bench.scale;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The peer: the bare calls of DynamoDB that the same work needs, one after the other, by the same SDK's client to the same table. What it writes are the
 * board's own items, taken from the board's requests; only their partitions have another name. Thread-safe.
 */
final class BareTable {
    /** Items of one of the peer's transactions: the most of two items a parameter that DynamoDB's 100 actions would hold beside a head and a log's entry. */
    static final int ITEMS = 98;

    private final DynamoDbClient dynamo;
    private final String table;

    BareTable(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Under what name the items of a partition go. */
    enum Place {
        PLAIN("bare!"),
        CONDITIONAL("checked!");

        private final String prefix;

        Place(String prefix) {
            this.prefix = prefix;
        }

        private Put moved(Put put) {
            Map<String, AttributeValue> item = new HashMap<>(put.item());
            item.computeIfPresent(TableKeys.PARTITION, (k, pk) -> AttributeValue.fromS(prefix + pk.s()));
            return put.toBuilder().item(item).build();
        }

        String partition(String pk) {
            return prefix + pk;
        }
    }

    /** Whether a put of the board's is of a parameter or of a version of one. */
    static boolean ofParameter(Put put) {
        String partition =
                Objects.requireNonNull(put.item().get(TableKeys.PARTITION)).s();
        return partition.startsWith("ns#") || partition.startsWith(TableKeys.HISTORY);
    }

    /** Writes items without any condition, in transactions of {@link #ITEMS}. @return how many transactions */
    int write(List<Put> items) {
        return inTransactions(items.stream()
                .map(put -> Place.PLAIN.moved(put).toBuilder()
                        .conditionExpression(null)
                        .expressionAttributeNames(null)
                        .expressionAttributeValues(null)
                        .build())
                .toList());
    }

    /** Writes items under the board's own conditions: no version is overwritten. @return how many transactions */
    int writeUnderConditions(List<Put> items) {
        return inTransactions(items.stream().map(Place.CONDITIONAL::moved).toList());
    }

    private int inTransactions(List<Put> puts) {
        int transactions = 0;
        for (int from = 0; from < puts.size(); from += ITEMS, transactions++) {
            transact(puts.subList(from, Math.min(from + ITEMS, puts.size())));
        }
        return transactions;
    }

    /** Writes all of a transaction of the board's, its conditions included. */
    void repeat(TransactWriteItemsRequest request) {
        transact(request.transactItems().stream()
                .map(TransactWriteItem::put)
                .map(Place.PLAIN::moved)
                .toList());
    }

    private void transact(List<Put> puts) {
        List<TransactWriteItem> actions = new ArrayList<>();
        puts.forEach(put -> actions.add(TransactWriteItem.builder().put(put).build()));
        dynamo.transactWriteItems(r ->
                r.transactItems(actions).clientRequestToken(UUID.randomUUID().toString()));
    }

    /** Copies an item of the board's to where {@link #repeat} finds it. */
    void copy(String partition, String sort) {
        Map<String, AttributeValue> key = Map.of(
                TableKeys.PARTITION, AttributeValue.fromS(partition), TableKeys.SORT, AttributeValue.fromS(sort));
        Map<String, AttributeValue> item = dynamo.getItem(
                        r -> r.tableName(table).key(key).consistentRead(true))
                .item();
        Put put = Place.PLAIN.moved(Put.builder().tableName(table).item(item).build());
        dynamo.putItem(r -> r.tableName(table).item(put.item()));
    }

    /**
     * One attempt of an optimistic writer: reads the head, then writes head, log entry, parameter and version on condition that the head is still the same.
     *
     * @return false if another was faster
     */
    boolean raceForHead(Namespace namespace, String name, String value) {
        String log = Place.PLAIN.partition(TableKeys.log(namespace));
        AttributeValue seen = dynamo.getItem(r -> r.tableName(table)
                        .key(Map.of(
                                TableKeys.PARTITION, AttributeValue.fromS(log),
                                TableKeys.SORT, AttributeValue.fromS(TableKeys.HEAD)))
                        .consistentRead(true))
                .item()
                .get("revision");
        long revision = seen == null ? 0 : Long.parseLong(seen.n());
        String next = TableKeys.padded(revision + 1);
        Put.Builder head = item(log, TableKeys.HEAD, revision + 1, name, value);
        if (seen == null) {
            head.conditionExpression("attribute_not_exists(pk)");
        } else {
            head.conditionExpression("revision = :r").expressionAttributeValues(Map.of(":r", seen));
        }
        try {
            transact(List.of(
                    head.build(),
                    item(log, next, revision + 1, name, value).build(),
                    item(
                                    Place.PLAIN.partition(TableKeys.namespace(namespace)),
                                    TableKeys.PARAMETER + name,
                                    revision + 1,
                                    name,
                                    value)
                            .build(),
                    item(
                                    Place.PLAIN.partition(TableKeys.HISTORY + namespace.text() + "#" + name),
                                    next,
                                    revision + 1,
                                    name,
                                    value)
                            .build()));
            return true;
        } catch (TransactionCanceledException lost) {
            return false;
        }
    }

    private Put.Builder item(String partition, String sort, long revision, String name, String value) {
        return Put.builder()
                .tableName(table)
                .item(Map.of(
                        TableKeys.PARTITION,
                        AttributeValue.fromS(partition),
                        TableKeys.SORT,
                        AttributeValue.fromS(sort),
                        "revision",
                        AttributeValue.fromN(Long.toString(revision)),
                        "name",
                        AttributeValue.fromS(name),
                        "value",
                        AttributeValue.fromS(value)));
    }

    /** Reads all items of a partition of the board's, consistently, page after page. @return how many */
    int query(String partition) {
        int found = 0;
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = dynamo.query(r -> r.tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)))
                    .consistentRead(true)
                    .exclusiveStartKey(start.isEmpty() ? null : start));
            found += page.items().size();
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return found;
    }
}
