package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Walks the items of a query, consistently read, until the visitor has enough. Thread-safe. */
final class DynamoDbRuns {
    private final DynamoDbTable<EnhancedDocument> table;

    DynamoDbRuns(DynamoDbTable<EnhancedDocument> table) {
        this.table = table;
    }

    /**
     * An item on the way.
     *
     * @param sort its sort key
     * @param json all of it as JSON
     * @param used the bytes of JSON of this and all items before it
     */
    record Item(String sort, String json, long used) {
        <T> T as(Class<T> type) {
            return Json.readTolerant(json, type);
        }

        /** Without the JSON, which may hold a value. */
        @Override
        public String toString() {
            return sort;
        }
    }

    /**
     * Walks.
     *
     * @param start the exclusive start key; null for the beginning
     * @param pageSize items of one DynamoDB call; null for as many as it sends
     * @param visitor says whether to go on
     */
    void each(
            QueryConditional condition,
            @Nullable Map<String, AttributeValue> start,
            @Nullable Integer pageSize,
            Predicate<Item> visitor) {
        walk(
                QueryEnhancedRequest.builder()
                        .queryConditional(condition)
                        .exclusiveStartKey(start)
                        .limit(pageSize)
                        .consistentRead(true)
                        .build(),
                visitor);
    }

    /** Walks backwards: from the greatest sort key that satisfies the condition to the least. */
    void eachBackwards(QueryConditional condition, int pageSize, Predicate<Item> visitor) {
        walk(
                QueryEnhancedRequest.builder()
                        .queryConditional(condition)
                        .scanIndexForward(false)
                        .limit(pageSize)
                        .consistentRead(true)
                        .build(),
                visitor);
    }

    /**
     * Walks the parameters below a prefix, tombstones included, in the order of names.
     *
     * @param after the name to begin after; null for the first
     * @param visitor is told the bytes of JSON of this and all before it, and says whether to go on
     */
    void below(Prefix prefix, @Nullable ParameterName after, @Nullable Integer pageSize, ObjLongPredicate visitor) {
        String partition = TableKeys.namespace(prefix.namespace());
        boolean whole = prefix.text().equals(prefix.namespace().text());
        if (!whole && after == null && !itself(prefix, partition, visitor)) {
            return;
        }
        QueryConditional below = QueryConditional.sortBeginsWith(
                DynamoDbDocuments.key(partition, TableKeys.PARAMETER + (whole ? "" : prefix.text() + "/")));
        Map<String, AttributeValue> start = after == null || after.text().equals(prefix.text())
                ? null
                : DynamoDbDocuments.startKey(partition, TableKeys.parameter(after));
        each(below, start, pageSize, item -> visitor.test(item.as(Parameter.class), item.used()));
    }

    /** Visits a parameter and a number, and says whether to go on. */
    @FunctionalInterface
    interface ObjLongPredicate {
        boolean test(Parameter parameter, long used);
    }

    private boolean itself(Prefix prefix, String partition, ObjLongPredicate visitor) {
        Key key = DynamoDbDocuments.key(partition, TableKeys.PARAMETER + prefix.text());
        EnhancedDocument item =
                DynamoDbFaults.asking(() -> table.getItem(r -> r.key(key).consistentRead(true)));
        return item == null || visitor.test(DynamoDbDocuments.record(item, Parameter.class), 0);
    }

    private void walk(QueryEnhancedRequest query, Predicate<Item> visitor) {
        DynamoDbFaults.asking(() -> {
            long used = 0;
            for (Page<EnhancedDocument> page : table.query(query)) {
                for (EnhancedDocument item : page.items()) {
                    String json = item.toJson();
                    used += ValueText.utf8Length(json);
                    if (!visitor.test(new Item(item.getString(TableKeys.SORT), json, used))) {
                        return false;
                    }
                }
            }
            return true;
        });
    }
}
