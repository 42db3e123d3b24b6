package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.name.Limits;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads items by their keys, 100 a call (DynamoDB's bound of a batch). Thread-safe. */
public final class DynamoDbBatches {
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<EnhancedDocument> table;

    /** Reads this table, over an enhanced client that is there already. */
    DynamoDbBatches(DynamoDbEnhancedClient client, DynamoDbTable<EnhancedDocument> table) {
        this.client = client;
        this.table = table;
    }

    /** Reads a table that exists. */
    public static DynamoDbBatches of(DynamoDbClient dynamo, String tableName) {
        DynamoDbEnhancedClient client = DynamoDbDocuments.client(dynamo);
        return new DynamoDbBatches(client, DynamoDbDocuments.table(client, tableName));
    }

    /** Visits what there is under these keys, each given once, in no order. */
    public void each(List<Key> keys, boolean consistent, Consumer<EnhancedDocument> visitor) {
        for (int from = 0; from < keys.size(); from += Limits.NAMES) {
            ReadBatch batch = batch(keys.subList(from, Math.min(from + Limits.NAMES, keys.size())), consistent);
            DynamoDbFaults.asking(() -> {
                for (BatchGetResultPage page : client.batchGetItem(r -> r.readBatches(batch))) {
                    page.resultsForTable(table).forEach(visitor);
                }
                return true;
            });
        }
    }

    private ReadBatch batch(List<Key> keys, boolean consistent) {
        ReadBatch.Builder<EnhancedDocument> batch =
                ReadBatch.builder(EnhancedDocument.class).mappedTableResource(table);
        for (Key key : keys) {
            batch.addGetItem(GetItemEnhancedRequest.builder()
                    .key(key)
                    .consistentRead(consistent)
                    .build());
        }
        return batch.build();
    }
}
