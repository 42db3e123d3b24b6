package dev.noticeboard.agent.refresh;

import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader.VersionKey;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads versions by key from the history. A version's value never changes, so what an eventually consistent read finds is right, for half the read units
 * of the one partition that a whole fleet reads at that moment; only what it does not find is asked for again, consistently.
 */
final class DynamoDbVersions {
    /** Keys of a BatchGetItem. Source: DynamoDB's limit. */
    private static final int BATCH_KEYS = 100;
    /**
     * Times that unprocessed keys are asked for. A batch may answer with as little as one key; 100 keys of 64 KiB fit in
     * one answer of 16 MB, so more than a few turns mean throttling, which the next poll outlives.
     */
    private static final int TURNS = 10;
    /**
     * Before unprocessed keys are asked for again: at random within this, doubling with each turn. Source: DynamoDB API Reference, BatchGetItem,
     * which recommends exponential backoff; the spans are ours, some 3 s in all.
     */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Waits; interrupted, it fails the read. */
    @FunctionalInterface
    interface Wait {
        void pause(Duration time) throws InterruptedException;
    }

    private final DynamoDbClient dynamo;
    private final String table;
    private final Jitter jitter;
    private final Wait wait;

    DynamoDbVersions(DynamoDbClient dynamo, String table, Jitter jitter, Wait wait) {
        this.dynamo = dynamo;
        this.table = table;
        this.jitter = jitter;
        this.wait = wait;
    }

    /** Visits those that exist, each as soon as it is read. @throws BoardReadException if DynamoDB keeps leaving keys unprocessed */
    void read(Collection<VersionKey> keys, Consumer<Parameter> found) {
        Set<VersionKey> missing = new HashSet<>(keys);
        get(keys, false, found.andThen(p -> missing.remove(new VersionKey(p.name(), p.version()))));
        if (!missing.isEmpty()) {
            get(missing, true, found);
        }
    }

    private void get(Collection<VersionKey> keys, boolean consistent, Consumer<Parameter> found) {
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        keys.forEach(k -> left.add(Map.of(
                TableKeys.PARTITION, AttributeValue.fromS(TableKeys.history(k.name())),
                TableKeys.SORT, AttributeValue.fromS(TableKeys.padded(k.version())))));
        int turns = 0;
        while (!left.isEmpty()) {
            List<Map<String, AttributeValue>> batch = left.subList(0, Math.min(BATCH_KEYS, left.size()));
            BatchGetItemResponse answer = dynamo.batchGetItem(r -> r.requestItems(Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(List.copyOf(batch))
                            .consistentRead(consistent)
                            .build())));
            batch.clear();
            answer.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> found.accept(DynamoDbBoardReader.record(item, Parameter.class)));
            KeysAndAttributes unprocessed = answer.unprocessedKeys().get(table);
            if (unprocessed != null && unprocessed.hasKeys()) {
                left.addAll(unprocessed.keys());
                if (++turns >= TURNS) {
                    throw new BoardReadException("DynamoDB left keys unprocessed " + turns + " times");
                }
                pause(turns);
            }
        }
    }

    private void pause(int turns) {
        try {
            wait.pause(jitter.backoff(turns, FIRST_PAUSE, LONGEST_PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardReadException("interrupted while DynamoDB left keys unprocessed", e);
        }
    }
}
