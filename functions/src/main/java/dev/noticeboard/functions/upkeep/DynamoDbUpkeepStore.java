package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbFaults;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The upkeep's view of the table, and of its index of what is due. Thread-safe. */
public final class DynamoDbUpkeepStore implements UpkeepStore {
    /**
     * Versions dropped in one transaction: the largest that a version can be (64 KiB of value, 80 KB of tags and texts), this
     * often, stays under DynamoDB's 4 MB of a transaction, should it count what is deleted.
     */
    private static final int DROPS = 25;

    private static final Set<String> RACES = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient dynamo;
    private final DynamoDbTable<EnhancedDocument> table;

    /** A view of a table that exists, with its index. */
    public DynamoDbUpkeepStore(DynamoDbClient dynamo, String tableName) {
        this.dynamo = dynamo;
        this.table = DynamoDbDocuments.table(dynamo, tableName);
    }

    @Override
    public List<Namespace> namespaces() {
        QueryConditional all = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(TableKeys.NAMESPACES).build());
        return DynamoDbFaults.asking(
                () -> table.query(r -> r.queryConditional(all).consistentRead(true)).items().stream()
                        .map(item -> new Namespace(item.getString(TableKeys.SORT)))
                        .toList());
    }

    @Override
    public List<DueParameter> due(Instant now, @Nullable DueParameter after, int limit) {
        QueryConditional until = QueryConditional.sortLessThanOrEqualTo(Key.builder()
                .partitionValue(TableKeys.DUE_INDEX)
                .sortValue(now.getEpochSecond())
                .build());
        return DynamoDbFaults.asking(() -> table
                .index(TableKeys.DUE_INDEX)
                .query(r -> r.queryConditional(until)
                        .exclusiveStartKey(after == null ? null : startKey(after))
                        .limit(limit))
                .stream()
                .flatMap(page -> page.items().stream())
                .limit(limit)
                .map(DynamoDbUpkeepStore::entry)
                .toList());
    }

    private static DueParameter entry(EnhancedDocument keys) {
        String name = keys.getString(TableKeys.SORT).substring(TableKeys.PARAMETER.length());
        return new DueParameter(
                new ParameterName(name),
                Instant.ofEpochSecond(keys.getNumber(TableKeys.DUE_AT).longValue()));
    }

    private static Map<String, AttributeValue> startKey(DueParameter after) {
        Map<String, AttributeValue> key = new HashMap<>(current(after.name()));
        key.put(TableKeys.DUE, AttributeValue.fromS(TableKeys.DUE_INDEX));
        key.put(TableKeys.DUE_AT, DynamoDbDocuments.number(after.at().getEpochSecond()));
        return key;
    }

    private static Map<String, AttributeValue> current(ParameterName name) {
        return DynamoDbDocuments.startKey(TableKeys.namespace(name.namespace()), TableKeys.parameter(name));
    }

    @Override
    public Optional<Parameter> dueStill(DueParameter due) {
        Key key = DynamoDbDocuments.key(TableKeys.namespace(due.name().namespace()), TableKeys.parameter(due.name()));
        EnhancedDocument item =
                DynamoDbFaults.asking(() -> table.getItem(r -> r.key(key).consistentRead(true)));
        return item == null
                        || !item.isPresent(TableKeys.DUE_AT)
                        || item.getNumber(TableKeys.DUE_AT).longValue()
                                != due.at().getEpochSecond()
                ? Optional.empty()
                : Optional.of(DynamoDbDocuments.record(item, Parameter.class));
    }

    @Override
    public boolean postpone(DueParameter due, long version, @Nullable Instant next) {
        Map<String, String> names = new HashMap<>(Map.of("#version", "version", "#dueAt", TableKeys.DUE_AT));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":version", DynamoDbDocuments.number(version),
                ":dueAt", DynamoDbDocuments.number(due.at().getEpochSecond())));
        String update;
        if (next == null) {
            names.put("#due", TableKeys.DUE);
            update = "REMOVE #due, #dueAt";
        } else {
            values.put(":next", DynamoDbDocuments.number(next.getEpochSecond()));
            update = "SET #dueAt = :next";
        }
        return DynamoDbFaults.asking(() -> {
            try {
                dynamo.updateItem(r -> r.tableName(table.tableName())
                        .key(current(due.name()))
                        .updateExpression(update)
                        .conditionExpression("#version = :version AND #dueAt = :dueAt")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values));
                return true;
            } catch (ConditionalCheckFailedException | TransactionConflictException e) {
                return false;
            }
        });
    }

    @Override
    public boolean drop(ParameterName name, Collection<Long> versions, Labels labels) {
        List<Long> all = List.copyOf(versions);
        for (int from = 0; from < all.size(); from += DROPS) {
            List<TransactWriteItem> actions = new ArrayList<>();
            actions.add(
                    TransactWriteItem.builder().conditionCheck(still(labels)).build());
            for (long version : all.subList(from, Math.min(from + DROPS, all.size()))) {
                Map<String, AttributeValue> key =
                        DynamoDbDocuments.startKey(TableKeys.history(name), TableKeys.padded(version));
                actions.add(TransactWriteItem.builder()
                        .delete(d -> d.tableName(table.tableName()).key(key))
                        .build());
            }
            if (!committed(actions)) {
                return false;
            }
        }
        return true;
    }

    private ConditionCheck still(Labels labels) {
        ConditionCheck.Builder check = ConditionCheck.builder()
                .tableName(table.tableName())
                .key(DynamoDbDocuments.startKey(TableKeys.history(labels.name()), TableKeys.LABELS));
        return labels.revision() == 0
                ? check.conditionExpression("attribute_not_exists(#pk)")
                        .expressionAttributeNames(Map.of("#pk", TableKeys.PARTITION))
                        .build()
                : check.conditionExpression("#revision = :revision")
                        .expressionAttributeNames(Map.of("#revision", "revision"))
                        .expressionAttributeValues(Map.of(":revision", DynamoDbDocuments.number(labels.revision())))
                        .build();
    }

    private boolean committed(List<TransactWriteItem> actions) {
        return DynamoDbFaults.asking(() -> {
            try {
                dynamo.transactWriteItems(r -> r.transactItems(actions));
                return true;
            } catch (TransactionCanceledException e) {
                if (e.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .anyMatch(RACES::contains)) {
                    return false;
                }
                throw new StoreUnavailableException(true, e);
            }
        });
    }
}
