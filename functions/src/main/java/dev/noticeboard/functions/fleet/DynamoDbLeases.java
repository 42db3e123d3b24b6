package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbFaults;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The leases, as items of the table. Thread-safe. */
public final class DynamoDbLeases implements Leases {
    private static final String VERSION = "version";

    private final DynamoDbTable<EnhancedDocument> table;

    /** Leases in a table that exists. */
    public DynamoDbLeases(DynamoDbClient dynamo, String tableName) {
        this.table = DynamoDbDocuments.table(dynamo, tableName);
    }

    @Override
    public Optional<Lease> find(Namespace namespace, String agentId) {
        Key key = DynamoDbDocuments.key(TableKeys.fleet(namespace), agentId);
        EnhancedDocument item =
                DynamoDbFaults.asking(() -> table.getItem(r -> r.key(key).consistentRead(true)));
        return item == null ? Optional.empty() : Optional.of(DynamoDbDocuments.record(item, Lease.class));
    }

    @Override
    public boolean save(Lease lease) {
        boolean first = lease.version() == 1;
        if (first) {
            // An agent may come before the first change: the sweeper must find its namespace all the same.
            DynamoDbFaults.asking(() -> {
                table.putItem(DynamoDbDocuments.item(
                        TableKeys.NAMESPACES,
                        lease.namespace().text(),
                        Map.of("namespace", lease.namespace().text())));
                return true;
            });
        }
        Expression condition =
                first ? DynamoDbDocuments.absent() : DynamoDbDocuments.equal(VERSION, lease.version() - 1);
        return conditional(() -> table.putItem(PutItemEnhancedRequest.builder(EnhancedDocument.class)
                .item(DynamoDbDocuments.item(TableKeys.fleet(lease.namespace()), lease.agentId(), lease))
                .conditionExpression(condition)
                .build()));
    }

    @Override
    public boolean remove(Lease lease) {
        Key key = DynamoDbDocuments.key(TableKeys.fleet(lease.namespace()), lease.agentId());
        return conditional(() -> table.deleteItem(
                r -> r.key(key).conditionExpression(DynamoDbDocuments.equal(VERSION, lease.version()))));
    }

    private static boolean conditional(Runnable write) {
        return DynamoDbFaults.asking(() -> {
            try {
                write.run();
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    @Override
    public void each(Consumer<Lease> visitor) {
        all(TableKeys.NAMESPACES, item -> each(new Namespace(item.getString(TableKeys.SORT)), visitor));
    }

    @Override
    public void each(Namespace namespace, Consumer<Lease> visitor) {
        all(TableKeys.fleet(namespace), item -> visitor.accept(DynamoDbDocuments.record(item, Lease.class)));
    }

    @Override
    public List<Lease> page(Namespace namespace, @Nullable String after, int limit) {
        return DynamoDbDocuments.page(table, TableKeys.fleet(namespace), after, limit, Lease.class);
    }

    private void all(String partition, Consumer<EnhancedDocument> visitor) {
        QueryConditional condition = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(partition).build());
        DynamoDbFaults.asking(() -> {
            table.query(r -> r.queryConditional(condition).consistentRead(true))
                    .items()
                    .forEach(visitor);
            return true;
        });
    }
}
