package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records as items of the one table: the JSON form of the record and the keys. Thread-safe. */
public final class DynamoDbDocuments {
    private static final Expression ABSENT = Expression.builder()
            .expression("attribute_not_exists(#pk)")
            .putExpressionName("#pk", TableKeys.PARTITION)
            .build();

    private static final Expression PRESENT = Expression.builder()
            .expression("attribute_exists(#pk)")
            .putExpressionName("#pk", TableKeys.PARTITION)
            .build();

    private DynamoDbDocuments() {}

    /** The enhanced client over this one, which stays the caller's to close; without extensions, since conditions are ours. */
    static DynamoDbEnhancedClient client(DynamoDbClient dynamo) {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(dynamo)
                .extensions(List.of())
                .build();
    }

    /** The table, its items as documents. */
    public static DynamoDbTable<EnhancedDocument> table(DynamoDbClient dynamo, String tableName) {
        return table(client(dynamo), tableName);
    }

    /** As the other one, over a client that is there already. */
    public static DynamoDbTable<EnhancedDocument> table(DynamoDbEnhancedClient client, String tableName) {
        return client.table(
                tableName,
                TableSchema.documentSchemaBuilder()
                        .addIndexPartitionKey(
                                TableMetadata.primaryIndexName(), TableKeys.PARTITION, AttributeValueType.S)
                        .addIndexSortKey(TableMetadata.primaryIndexName(), TableKeys.SORT, AttributeValueType.S)
                        .addIndexPartitionKey(TableKeys.DUE_INDEX, TableKeys.DUE, AttributeValueType.S)
                        .addIndexSortKey(TableKeys.DUE_INDEX, TableKeys.DUE_AT, AttributeValueType.N)
                        .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                        .build());
    }

    /** An item of a record. */
    public static EnhancedDocument item(String partition, String sort, Object record) {
        return keyed(partition, sort, record).build();
    }

    /** An item that DynamoDB removes some time after it expired, in seconds since 1970. */
    public static EnhancedDocument expiring(String partition, String sort, Object record, long expiresAt) {
        return keyed(partition, sort, record)
                .putNumber(TableKeys.TTL, expiresAt)
                .build();
    }

    private static EnhancedDocument.Builder keyed(String partition, String sort, Object record) {
        return EnhancedDocument.fromJson(Json.write(record)).toBuilder()
                .putString(TableKeys.PARTITION, partition)
                .putString(TableKeys.SORT, sort);
    }

    /** The record of an item. */
    public static <T> T record(EnhancedDocument item, Class<T> type) {
        return Json.readTolerant(item.toJson(), type);
    }

    /**
     * The next records of a partition, read consistently, in the order of sort keys.
     *
     * @param after the last sort key of the page before; null for the first page
     * @param limit the most to answer
     */
    public static <T> List<T> page(
            DynamoDbTable<EnhancedDocument> table, String partition, @Nullable String after, int limit, Class<T> type) {
        QueryConditional condition = after == null
                ? QueryConditional.keyEqualTo(
                        Key.builder().partitionValue(partition).build())
                : QueryConditional.sortGreaterThan(key(partition, after));
        return DynamoDbFaults.asking(
                () -> table
                        .query(r -> r.queryConditional(condition)
                                .consistentRead(true)
                                .limit(limit))
                        .items()
                        .stream()
                        .limit(limit)
                        .map(item -> record(item, type))
                        .toList());
    }

    /** An item's key. */
    public static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    /** The condition that there is no such item. */
    public static Expression absent() {
        return ABSENT;
    }

    /** The condition that there is such an item. */
    public static Expression present() {
        return PRESENT;
    }

    /** The condition that there is no such item, or one in which this number is 0. */
    static Expression absentOrZero(String attribute) {
        return Expression.builder()
                .expression("attribute_not_exists(#pk) OR #a = :zero")
                .putExpressionName("#pk", TableKeys.PARTITION)
                .putExpressionName("#a", attribute)
                .putExpressionValue(":zero", number(0))
                .build();
    }

    /** The condition that a number of the item is still this one. */
    public static Expression equal(String attribute, long number) {
        return Expression.builder()
                .expression("#a = :a")
                .putExpressionName("#a", attribute)
                .putExpressionValue(":a", number(number))
                .build();
    }

    /** A number as an attribute. */
    public static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** A key for {@code ExclusiveStartKey}. */
    public static Map<String, AttributeValue> startKey(String partition, String sort) {
        return Map.of(TableKeys.PARTITION, AttributeValue.fromS(partition), TableKeys.SORT, AttributeValue.fromS(sort));
    }
}
