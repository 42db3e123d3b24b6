package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbFaults;
import dev.noticeboard.functions.store.DynamoDbRolloutItems;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Rollouts and what goes with them, as items of the table. A cohort lies in pieces in the partition {@code cohort#…} of its rollout, beside the
 * revision that was told. When the end of a rollout was told, all of it is given the time to live of the log. Thread-safe.
 */
public final class DynamoDbRolloutStore implements RolloutStore {
    /** Bytes of ids in one item, by a measure that is on the safe side of DynamoDB's 400 KB. */
    private static final int PIECE_BYTES = 300_000;
    /** What DynamoDB adds to a text in a list, and then some. */
    private static final int ID_OVERHEAD = 8;
    /** Until the end is told. Longer than any rollout lasts, and removes what a conductor froze that was overtaken by the end. */
    private static final Duration COHORT_KEPT = Duration.ofDays(400);

    private static final String TOLD = "told";
    private static final String REVISION = "revision";

    private final DynamoDbClient dynamo;
    private final DynamoDbTable<EnhancedDocument> table;
    private final Duration logRetention;

    /**
     * Over a table that exists, with its index.
     *
     * @param logRetention how long a rollout is kept after its end
     */
    public DynamoDbRolloutStore(DynamoDbClient dynamo, String tableName, Duration logRetention) {
        this.dynamo = dynamo;
        this.table = DynamoDbDocuments.table(dynamo, tableName);
        this.logRetention = logRetention;
    }

    /** A piece of a frozen cohort. */
    private record Piece(List<String> agents) {}

    /** What was told. */
    private record Told(long revision) {}

    @Override
    public Optional<Rollout> find(Namespace namespace, String id) {
        return item(TableKeys.rollouts(namespace), id).map(item -> DynamoDbDocuments.record(item, Rollout.class));
    }

    private Optional<EnhancedDocument> item(String partition, String sort) {
        Key key = DynamoDbDocuments.key(partition, sort);
        return Optional.ofNullable(
                DynamoDbFaults.asking(() -> table.getItem(r -> r.key(key).consistentRead(true))));
    }

    @Override
    public List<Rollout> page(Namespace namespace, @Nullable String after, int limit) {
        return DynamoDbDocuments.page(table, TableKeys.rollouts(namespace), after, limit, Rollout.class);
    }

    @Override
    public List<Pending> pending() {
        QueryConditional all = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(TableKeys.ROLLOUTS_DUE).build());
        List<EnhancedDocument> keys = DynamoDbFaults.asking(() -> table.index(TableKeys.DUE_INDEX).query(all).stream()
                .flatMap(page -> page.items().stream())
                .toList());
        return keys.stream().map(DynamoDbRolloutStore::pending).toList();
    }

    private static Pending pending(EnhancedDocument keys) {
        String partition = keys.getString(TableKeys.PARTITION);
        return new Pending(
                new Namespace(partition.substring(TableKeys.ROLLOUTS.length())), keys.getString(TableKeys.SORT));
    }

    @Override
    public long toldRevision(Namespace namespace, String id) {
        return item(TableKeys.cohorts(namespace, id), TOLD)
                .map(item -> DynamoDbDocuments.record(item, Told.class).revision())
                .orElse(0L);
    }

    @Override
    public void told(Rollout rollout, long revision) {
        String cohorts = TableKeys.cohorts(rollout.namespace(), rollout.id());
        update(r -> r.key(DynamoDbDocuments.startKey(cohorts, TOLD))
                .updateExpression("SET #r = :r")
                .conditionExpression("attribute_not_exists(#r) OR #r < :r")
                .expressionAttributeNames(Map.of("#r", REVISION))
                .expressionAttributeValues(Map.of(":r", DynamoDbDocuments.number(revision))));
        if (rollout.state().ended() && revision >= rollout.revision()) {
            AttributeValue ttl = DynamoDbDocuments.number(
                    DynamoDbRolloutItems.newest(rollout).plus(logRetention).getEpochSecond());
            sorts(cohorts)
                    .forEach(sort -> update(r -> r.key(DynamoDbDocuments.startKey(cohorts, sort))
                            .updateExpression("SET #ttl = :ttl")
                            .conditionExpression("attribute_exists(#pk)")
                            .expressionAttributeNames(Map.of("#ttl", TableKeys.TTL, "#pk", TableKeys.PARTITION))
                            .expressionAttributeValues(Map.of(":ttl", ttl))));
            // Last, since it is what brings the rollout here again.
            update(r -> r.key(DynamoDbDocuments.startKey(TableKeys.rollouts(rollout.namespace()), rollout.id()))
                    .updateExpression("SET #ttl = :ttl REMOVE #due, #dueAt")
                    .conditionExpression("#r = :r")
                    .expressionAttributeNames(Map.of(
                            "#ttl", TableKeys.TTL, "#due", TableKeys.DUE, "#dueAt", TableKeys.DUE_AT, "#r", REVISION))
                    .expressionAttributeValues(
                            Map.of(":ttl", ttl, ":r", DynamoDbDocuments.number(rollout.revision()))));
        }
    }

    /** Writes if the condition holds. */
    private void update(Consumer<UpdateItemRequest.Builder> request) {
        DynamoDbFaults.asking(() -> {
            try {
                return dynamo.updateItem(r -> request.accept(r.tableName(table.tableName())))
                        .hasAttributes();
            } catch (ConditionalCheckFailedException | TransactionConflictException e) {
                return false;
            }
        });
    }

    private List<String> sorts(String partition) {
        QueryConditional all = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(partition).build());
        return DynamoDbFaults.asking(() -> table
                .query(r -> r.queryConditional(all)
                        .consistentRead(true)
                        .attributesToProject(TableKeys.PARTITION, TableKeys.SORT))
                .items()
                .stream()
                .map(item -> item.getString(TableKeys.SORT))
                .toList());
    }

    @Override
    public void freeze(Rollout rollout, String cohortId, List<String> agentIds, Instant now) {
        String partition = TableKeys.cohorts(rollout.namespace(), rollout.id());
        long until = now.plus(COHORT_KEPT).getEpochSecond();
        int number = 0;
        for (List<String> agents : pieces(agentIds.stream().sorted().toList())) {
            String sort = sort(cohortId, TableKeys.padded(number++));
            EnhancedDocument item = DynamoDbDocuments.expiring(partition, sort, new Piece(agents), until);
            DynamoDbFaults.asking(() -> {
                table.putItem(item);
                return true;
            });
        }
    }

    private static List<List<String>> pieces(List<String> ids) {
        List<List<String>> pieces = new ArrayList<>();
        int bytes = PIECE_BYTES;
        for (String id : ids) {
            bytes += id.length() + ID_OVERHEAD;
            if (bytes > PIECE_BYTES) {
                pieces.add(new ArrayList<>());
                bytes = id.length() + ID_OVERHEAD;
            }
            pieces.get(pieces.size() - 1).add(id);
        }
        return pieces;
    }

    private static String sort(String cohortId, String number) {
        return cohortId + "#" + number;
    }

    @Override
    public void cohort(Rollout rollout, String cohortId, Consumer<String> visitor) {
        QueryConditional pieces = QueryConditional.sortBeginsWith(
                DynamoDbDocuments.key(TableKeys.cohorts(rollout.namespace(), rollout.id()), sort(cohortId, "")));
        DynamoDbFaults.asking(() -> {
            table.query(r -> r.queryConditional(pieces).consistentRead(true)).items().stream()
                    .map(item -> DynamoDbDocuments.record(item, Piece.class))
                    .forEach(piece -> piece.agents().forEach(visitor));
            return true;
        });
    }
}
