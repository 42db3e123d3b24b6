package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.ValueRules;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
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
        QueryEnhancedRequest query = QueryEnhancedRequest.builder()
                .queryConditional(condition)
                .exclusiveStartKey(start)
                .limit(pageSize)
                .consistentRead(true)
                .build();
        DynamoDbFaults.asking(() -> {
            long used = 0;
            for (Page<EnhancedDocument> page : table.query(query)) {
                for (EnhancedDocument item : page.items()) {
                    String json = item.toJson();
                    used += ValueRules.utf8Length(json);
                    if (!visitor.test(new Item(item.getString(TableKeys.SORT), json, used))) {
                        return false;
                    }
                }
            }
            return true;
        });
    }
}
