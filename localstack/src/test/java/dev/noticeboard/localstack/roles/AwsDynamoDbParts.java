package dev.noticeboard.localstack.roles;

import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Calls of DynamoDB as IAM sees them. A transaction is authorised by its parts, a batch by an action of its own; the leading keys of a request are
 * the values of the partition key of the table, or of the index that it asks (source: DynamoDB Developer Guide, "Using IAM policy conditions for
 * fine-grained access control").
 */
final class AwsDynamoDbParts {
    private static final Pattern EQUAL = Pattern.compile("([#\\w]+)\\s*=\\s*(:\\w+)");

    /** Empty for a request that nobody here knows. */
    static Optional<List<AwsCall>> of(SdkRequest request) {
        if (request instanceof GetItemRequest get) {
            return one("GetItem", get.tableName(), get.key());
        } else if (request instanceof PutItemRequest put) {
            return one("PutItem", put.tableName(), put.item());
        } else if (request instanceof UpdateItemRequest update) {
            return one("UpdateItem", update.tableName(), update.key());
        } else if (request instanceof DeleteItemRequest delete) {
            return one("DeleteItem", delete.tableName(), delete.key());
        } else if (request instanceof BatchGetItemRequest batch) {
            return Optional.of(batch.requestItems().entrySet().stream()
                    .map(e -> call("BatchGetItem", e.getKey(), e.getValue().keys()))
                    .toList());
        } else if (request instanceof QueryRequest query) {
            return Optional.of(List.of(query(query)));
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            List<AwsCall> parts = new ArrayList<>();
            transaction.transactItems().forEach(item -> parts.add(part(item)));
            return Optional.of(parts);
        }
        return Optional.empty();
    }

    private static AwsCall part(TransactWriteItem item) {
        if (item.put() != null) {
            return call("PutItem", item.put().tableName(), List.of(item.put().item()));
        } else if (item.update() != null) {
            return call(
                    "UpdateItem",
                    item.update().tableName(),
                    List.of(item.update().key()));
        } else if (item.delete() != null) {
            return call(
                    "DeleteItem",
                    item.delete().tableName(),
                    List.of(item.delete().key()));
        }
        return call(
                "ConditionCheckItem",
                item.conditionCheck().tableName(),
                List.of(item.conditionCheck().key()));
    }

    private static AwsCall query(QueryRequest query) {
        String index = query.indexName();
        String key = index == null ? TableKeys.PARTITION : TableKeys.DUE;
        Matcher equal = EQUAL.matcher(query.keyConditionExpression());
        while (equal.find()) {
            String name = query.expressionAttributeNames().getOrDefault(equal.group(1), equal.group(1));
            if (name.equals(key)) {
                String value =
                        query.expressionAttributeValues().get(equal.group(2)).s();
                return new AwsCall(
                        "dynamodb:Query", arn(query.tableName(), index), new TreeSet<>(List.of(value)), Map.of());
            }
        }
        throw new IllegalStateException("a query names no " + key + ": " + query.keyConditionExpression());
    }

    private static Optional<List<AwsCall>> one(String action, String table, Map<String, AttributeValue> item) {
        return Optional.of(List.of(call(action, table, List.of(item))));
    }

    private static AwsCall call(String action, String table, Collection<Map<String, AttributeValue>> items) {
        TreeSet<String> keys = new TreeSet<>();
        items.forEach(item -> keys.add(item.get(TableKeys.PARTITION).s()));
        return new AwsCall("dynamodb:" + action, arn(table, null), keys, Map.of());
    }

    private static String arn(String table, @Nullable String index) {
        return "arn:aws:dynamodb:" + AwsCallParts.HERE + ":table/" + table + (index == null ? "" : "/index/" + index);
    }

    private AwsDynamoDbParts() {}
}
