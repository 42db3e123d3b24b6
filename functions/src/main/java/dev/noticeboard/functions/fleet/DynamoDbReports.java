package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.store.DynamoDbBatches;
import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbFaults;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The last reports, as items of the table in partitions of their own: a report never stands in the way of a lease's renewal,
 * and whoever counts leases does not pay for reading reports. Nobody removes them; they expire. Thread-safe.
 */
public final class DynamoDbReports implements Reports {
    /** A silent agent's lease is swept long before; until then its last words are worth reading. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String SENT_AT = "sentAt";

    private final DynamoDbTable<EnhancedDocument> table;
    private final DynamoDbBatches batches;

    /** Reports in a table that exists. */
    public DynamoDbReports(DynamoDbClient dynamo, String tableName) {
        this.table = DynamoDbDocuments.table(dynamo, tableName);
        this.batches = DynamoDbBatches.of(dynamo, tableName);
    }

    @Override
    public Keeping keep(KeptReport report) {
        Expression newer = Expression.builder()
                .expression("attribute_not_exists(#sent) OR #sent < :sent")
                .putExpressionName("#sent", SENT_AT)
                .putExpressionValue(":sent", DynamoDbDocuments.number(report.sentAt()))
                .build();
        EnhancedDocument item = DynamoDbDocuments.expiring(
                TableKeys.reports(report.report().namespace()),
                report.report().agentId(),
                report,
                report.sent().plus(KEPT).getEpochSecond());
        return DynamoDbFaults.asking(() -> {
            try {
                EnhancedDocument before = table.putItemWithResponse(
                                PutItemEnhancedRequest.builder(EnhancedDocument.class)
                                        .item(item)
                                        .conditionExpression(newer)
                                        // It costs nothing (DynamoDB API Reference, PutItem, ReturnValues).
                                        .returnValues(ReturnValue.ALL_OLD)
                                        .build())
                        .attributes();
                return new Keeping(true, before == null ? null : earlier(before));
            } catch (ConditionalCheckFailedException e) {
                return Keeping.REFUSED;
            }
        });
    }

    private static @Nullable KeptReport earlier(EnhancedDocument item) {
        try {
            return DynamoDbDocuments.record(item, KeptReport.class);
        } catch (MalformedException e) {
            // Of another version of the functions; the new one is kept all the same.
            return null;
        }
    }

    @Override
    public Optional<KeptReport> find(Namespace namespace, String agentId) {
        Key key = DynamoDbDocuments.key(TableKeys.reports(namespace), agentId);
        EnhancedDocument item =
                DynamoDbFaults.asking(() -> table.getItem(r -> r.key(key).consistentRead(true)));
        return item == null ? Optional.empty() : Optional.of(DynamoDbDocuments.record(item, KeptReport.class));
    }

    @Override
    public List<KeptReport> between(Namespace namespace, String first, String last) {
        String partition = TableKeys.reports(namespace);
        List<KeptReport> found = new ArrayList<>();
        query(
                QueryConditional.sortBetween(
                        DynamoDbDocuments.key(partition, first), DynamoDbDocuments.key(partition, last)),
                found::add);
        return found;
    }

    @Override
    public void each(Namespace namespace, Collection<String> agentIds, Consumer<KeptReport> visitor) {
        List<Key> keys = agentIds.stream()
                .map(id -> DynamoDbDocuments.key(TableKeys.reports(namespace), id))
                .toList();
        batches.each(keys, true, item -> visitor.accept(DynamoDbDocuments.record(item, KeptReport.class)));
    }

    @Override
    public void each(Namespace namespace, Consumer<KeptReport> visitor) {
        query(
                QueryConditional.keyEqualTo(Key.builder()
                        .partitionValue(TableKeys.reports(namespace))
                        .build()),
                visitor);
    }

    private void query(QueryConditional condition, Consumer<KeptReport> visitor) {
        DynamoDbFaults.asking(() -> {
            table.query(r -> r.queryConditional(condition).consistentRead(true))
                    .items()
                    .forEach(item -> visitor.accept(DynamoDbDocuments.record(item, KeptReport.class)));
            return true;
        });
    }
}
