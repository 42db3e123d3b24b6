package dev.noticeboard.bench.propagation;

import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What the bare path's one put costs beside the read and the transaction that a versioned, validated write is made of. */
final class Primitives {
    private static final String TABLE = "primitives";
    /** Of a put of one parameter: head, change set, parameter and version. */
    private static final List<String> ITEMS = List.of("head", "log", "parameter", "version");

    private final DynamoDbClient dynamo;

    private Primitives(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /** The median of each call, in milliseconds. */
    static Map<String, Double> measure(AwsEmulators emulators, int times) {
        try (AwsClients clients = AwsClients.of(emulators.endpoints())) {
            Primitives primitives = new Primitives(clients.dynamoDb());
            StreamedTable.create(clients.dynamoDb(), TABLE);
            Map<String, Histogram> found = new LinkedHashMap<>();
            for (int i = 0; i < times; i++) {
                String sort = Integer.toString(i);
                time(found, "PutItem", () -> primitives.put(sort));
                time(found, "BatchGetItem of " + ITEMS.size() + " items", primitives::read);
                time(
                        found,
                        "TransactWriteItems of " + ITEMS.size() + " items, each under a condition",
                        () -> primitives.transact(sort));
            }
            Map<String, Double> medians = new LinkedHashMap<>();
            found.forEach((call, all) -> medians.put(call, all.getValueAtPercentile(50) / 1e6));
            return medians;
        }
    }

    private static void time(Map<String, Histogram> found, String call, Runnable work) {
        long start = System.nanoTime();
        work.run();
        found.computeIfAbsent(call, c -> new Histogram(3)).recordValue(System.nanoTime() - start);
    }

    private void put(String sort) {
        dynamo.putItem(r -> r.tableName(TABLE).item(item("bare", sort)));
    }

    private void read() {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(ITEMS.stream().map(item -> key(item, "0")).toList())
                .consistentRead(true)
                .build();
        dynamo.batchGetItem(r -> r.requestItems(Map.of(TABLE, keys)));
    }

    private void transact(String sort) {
        List<TransactWriteItem> puts = ITEMS.stream()
                .map(item -> Put.builder()
                        .tableName(TABLE)
                        .item(item(item, sort))
                        .conditionExpression("attribute_not_exists(pk)")
                        .build())
                .map(put -> TransactWriteItem.builder().put(put).build())
                .toList();
        dynamo.transactWriteItems(
                r -> r.transactItems(puts).clientRequestToken(UUID.randomUUID().toString()));
    }

    private static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
    }

    private static Map<String, AttributeValue> item(String partition, String sort) {
        return Map.of(
                "pk", AttributeValue.fromS(partition),
                "sk", AttributeValue.fromS(sort),
                "value", AttributeValue.fromS(Values.of(0)));
    }
}
