package dev.noticeboard.localstack.bootstrap;

import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The table's index of parameters whose policies come due: made with the table, or added to an older one. */
final class AwsDueIndex {
    private static final Projection KEYS =
            Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** More than any wait has, so that its time limit decides. */
    private static final int LOOKS = 100_000;

    /** The attributes of its keys. */
    static List<AttributeDefinition> attributes() {
        return List.of(
                attribute(TableKeys.DUE, ScalarAttributeType.S), attribute(TableKeys.DUE_AT, ScalarAttributeType.N));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    /** The index as a new table has it. */
    static GlobalSecondaryIndex asOfANewTable() {
        return GlobalSecondaryIndex.builder()
                .indexName(TableKeys.DUE_INDEX)
                .keySchema(keys())
                .projection(KEYS)
                .build();
    }

    private static List<KeySchemaElement> keys() {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(TableKeys.DUE)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(TableKeys.DUE_AT)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    /**
     * Adds the index to a table that lacks it, and waits until it can be asked.
     *
     * @throws IllegalStateException if the table has another index of this name
     */
    static void ensure(DynamoDbClient dynamoDb, TableDescription table, Duration limit) {
        var found = table.globalSecondaryIndexes().stream()
                .filter(i -> i.indexName().equals(TableKeys.DUE_INDEX))
                .findFirst();
        if (found.isPresent()) {
            if (!found.get().keySchema().equals(keys())) {
                throw new IllegalStateException("the index " + TableKeys.DUE_INDEX + " of the table "
                        + table.tableName() + " has other keys than " + TableKeys.DUE + " and " + TableKeys.DUE_AT
                        + "; remove it, and it is made anew at the next start");
            }
        } else {
            dynamoDb.updateTable(r -> r.tableName(table.tableName())
                    .attributeDefinitions(attributes())
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .create(c -> c.indexName(TableKeys.DUE_INDEX)
                                    .keySchema(keys())
                                    .projection(KEYS))
                            .build()));
        }
        waiter(limit).run(() -> dynamoDb.describeTable(r -> r.tableName(table.tableName())));
    }

    private static Waiter<DescribeTableResponse> waiter(Duration limit) {
        return Waiter.builder(DescribeTableResponse.class)
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(AwsDueIndex::ready))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(answer -> true))
                .overrideConfiguration(o -> o.maxAttempts(LOOKS)
                        .waitTimeout(limit)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(LOOK_EVERY)))
                .build();
    }

    private static boolean ready(DescribeTableResponse answer) {
        return answer.table().globalSecondaryIndexes().stream()
                .anyMatch(i -> i.indexName().equals(TableKeys.DUE_INDEX) && i.indexStatus() == IndexStatus.ACTIVE);
    }

    private AwsDueIndex() {}
}
