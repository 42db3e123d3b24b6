package dev.noticeboard.localstack.integration;

import dev.noticeboard.schemas.table.TableKeys;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * What a table held at one moment, to be restored to another table: in the place of DynamoDB's point-in-time recovery, which no emulator
 * has. As there, the restored table has no stream of what was restored, and gets one only afterwards.
 */
record TableCopy(List<Map<String, AttributeValue>> items) {

    /** All items of a table. */
    static TableCopy of(DynamoDbClient dynamo, String table) {
        return new TableCopy(dynamo.scanPaginator(r -> r.tableName(table).consistentRead(true)).items().stream()
                .toList());
    }

    /** Makes a table of them. */
    void restoreTo(DynamoDbClient dynamo, String table) {
        dynamo.createTable(r -> r.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(TableKeys.PARTITION), text(TableKeys.SORT))
                .keySchema(key(TableKeys.PARTITION, KeyType.HASH), key(TableKeys.SORT, KeyType.RANGE)));
        try (var waiter = dynamo.waiter()) {
            waiter.waitUntilTableExists(r -> r.tableName(table));
        }
        items.forEach(item -> dynamo.putItem(r -> r.tableName(table).item(item)));
        dynamo.updateTable(r -> r.tableName(table)
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
