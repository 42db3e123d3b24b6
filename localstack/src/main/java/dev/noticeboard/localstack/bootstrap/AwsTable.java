package dev.noticeboard.localstack.bootstrap;

import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The table: keys, index, stream and time to live, made or found. A table that an older version made gets the index that it lacks. */
final class AwsTable {
    private static final Duration READY = Duration.ofMinutes(2);

    /**
     * Makes it, or finds it.
     *
     * @return its stream's ARN
     * @throws IllegalStateException if a table of this name has other keys or another stream
     */
    static String ensure(DynamoDbClient dynamoDb, String name) {
        try {
            dynamoDb.createTable(r -> r.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(Stream.concat(
                                    Stream.of(text(TableKeys.PARTITION), text(TableKeys.SORT)),
                                    AwsDueIndex.attributes().stream())
                            .toList())
                    .keySchema(keys())
                    .globalSecondaryIndexes(AwsDueIndex.asOfANewTable())
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        } catch (ResourceInUseException exists) {
            // Checked below, as a new one is.
        }
        try (var waiter = dynamoDb.waiter()) {
            waiter.waitUntilTableExists(r -> r.tableName(name), o -> o.waitTimeout(READY));
        }
        TableDescription description =
                dynamoDb.describeTable(r -> r.tableName(name)).table();
        check(description);
        AwsDueIndex.ensure(dynamoDb, description, READY);
        expire(dynamoDb, name);
        return description.latestStreamArn();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keys() {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(TableKeys.PARTITION)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(TableKeys.SORT)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static void check(TableDescription table) {
        if (!table.keySchema().equals(keys())) {
            throw new IllegalStateException("the table " + table.tableName() + " has other keys than "
                    + TableKeys.PARTITION + " and " + TableKeys.SORT + "; give another table's name");
        }
        if (table.streamSpecification() == null
                || table.streamSpecification().streamViewType() != StreamViewType.NEW_IMAGE) {
            throw new IllegalStateException("the table " + table.tableName()
                    + " has no stream of new images; enable it with the view type NEW_IMAGE");
        }
    }

    /** DynamoDB refuses to enable what is enabled. */
    private static void expire(DynamoDbClient dynamoDb, String table) {
        TimeToLiveStatus status = dynamoDb.describeTimeToLive(r -> r.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
            dynamoDb.updateTimeToLive(r -> r.tableName(table)
                    .timeToLiveSpecification(t -> t.attributeName(TableKeys.TTL).enabled(true)));
        }
    }

    private AwsTable() {}
}
