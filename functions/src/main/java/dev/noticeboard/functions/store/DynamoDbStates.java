package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

/**
 * Reads what a commit must know: one batch for head, token, log entry and parameters, and a second one only for the
 * schemas that the head names and that are not known yet. A schema of one revision of one epoch never changes, so it is
 * read once. Thread-safe.
 */
final class DynamoDbStates {
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<EnhancedDocument> table;
    private final Map<KnownSchema, BoundSchema> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KnownSchema, BoundSchema> eldest) {
            return size() > 2 * Limits.SCHEMAS;
        }
    };

    private record KnownSchema(Namespace namespace, String epoch, String prefix, long revision) {}

    DynamoDbStates(DynamoDbEnhancedClient client, DynamoDbTable<EnhancedDocument> table) {
        this.client = client;
        this.table = table;
    }

    BoardState read(StateQuery query) {
        Namespace namespace = query.namespace();
        List<Key> keys = new ArrayList<>();
        keys.add(DynamoDbDocuments.key(TableKeys.log(namespace), TableKeys.HEAD));
        if (query.attempted() > 0) {
            keys.add(DynamoDbDocuments.key(TableKeys.log(namespace), TableKeys.padded(query.attempted())));
        }
        IdempotencyKey idempotency = query.key();
        if (idempotency != null) {
            keys.add(DynamoDbDocuments.key(
                    TableKeys.token(namespace, idempotency.principal(), idempotency.key()), TableKeys.TOKEN));
        }
        for (ParameterName name : query.names()) {
            keys.add(DynamoDbDocuments.key(TableKeys.namespace(namespace), TableKeys.parameter(name)));
        }
        Head head = null;
        ChangeSet attempted = null;
        StoredAnswer answer = null;
        Map<ParameterName, Parameter> parameters = new HashMap<>();
        for (EnhancedDocument item : get(keys)) {
            String sort = item.getString(TableKeys.SORT);
            if (sort.equals(TableKeys.HEAD)) {
                head = DynamoDbDocuments.record(item, Head.class);
            } else if (sort.equals(TableKeys.TOKEN)) {
                answer = DynamoDbDocuments.record(item, StoredAnswer.class);
            } else if (sort.startsWith(TableKeys.PARAMETER)) {
                Parameter p = DynamoDbDocuments.record(item, Parameter.class);
                parameters.put(p.name(), p);
            } else {
                attempted = DynamoDbDocuments.record(item, ChangeSet.class);
            }
        }
        return new BoardState(head, parameters, schemas(query, head), answer, attempted);
    }

    private Map<String, BoundSchema> schemas(StateQuery query, @Nullable Head head) {
        Map<String, BoundSchema> schemas = new HashMap<>();
        if (head == null) {
            return schemas;
        }
        List<Key> unknown = new ArrayList<>();
        for (Map.Entry<String, Long> bound : head.schemas().entrySet()) {
            if (query.needs(bound.getKey())) {
                BoundSchema schema = known(head, bound.getKey(), bound.getValue());
                if (schema == null) {
                    unknown.add(DynamoDbDocuments.key(
                            TableKeys.namespace(head.namespace()), TableKeys.schema(bound.getKey())));
                } else {
                    schemas.put(schema.prefix(), schema);
                }
            }
        }
        for (EnhancedDocument item : get(unknown)) {
            BoundSchema schema = DynamoDbDocuments.record(item, BoundSchema.class);
            schemas.put(schema.prefix(), schema);
            synchronized (known) {
                known.put(new KnownSchema(head.namespace(), head.epoch(), schema.prefix(), schema.revision()), schema);
            }
        }
        return schemas;
    }

    private @Nullable BoundSchema known(Head head, String prefix, long revision) {
        synchronized (known) {
            return known.get(new KnownSchema(head.namespace(), head.epoch(), prefix, revision));
        }
    }

    /** Fetches what there is under at most 100 keys (DynamoDB's bound of a batch), in no order. */
    private List<EnhancedDocument> get(List<Key> keys) {
        List<EnhancedDocument> items = new ArrayList<>();
        if (keys.isEmpty()) {
            return items;
        }
        ReadBatch.Builder<EnhancedDocument> batch =
                ReadBatch.builder(EnhancedDocument.class).mappedTableResource(table);
        for (Key key : keys) {
            batch.addGetItem(GetItemEnhancedRequest.builder()
                    .key(key)
                    .consistentRead(true)
                    .build());
        }
        ReadBatch ready = batch.build();
        return DynamoDbFaults.asking(() -> {
            for (BatchGetResultPage page : client.batchGetItem(r -> r.readBatches(ready))) {
                items.addAll(page.resultsForTable(table));
            }
            return items;
        });
    }
}
