package dev.noticeboard.agent.refresh;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader.VersionKey;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What a fleet asks of the history's partitions, and how it takes being throttled. */
class DynamoDbVersionsTest {
    private static final VersionKey A = new VersionKey(SimBoard.name("a"), 1);
    private static final VersionKey B = new VersionKey(SimBoard.name("b"), 1);

    private final DynamoDbTestTable table = new DynamoDbTestTable();
    private final List<Boolean> consistent = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    /** What the replica does not have yet. */
    private final List<VersionKey> late = new ArrayList<>();
    /** How many answers leave all but the first key unprocessed. */
    private int throttled;
    /** Whether nothing answers after those. */
    private boolean lost;

    private final DynamoDbClient replica = new DynamoDbClient() {
        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            KeysAndAttributes asked = requireNonNull(request.requestItems().get(table.name()));
            consistent.add(asked.consistentRead());
            List<Map<String, AttributeValue>> keys = new ArrayList<>(asked.keys());
            List<Map<String, AttributeValue>> left = List.of();
            if (throttled == 0 && lost) {
                throw SdkClientException.create("simulated");
            }
            if (throttled > 0) {
                throttled--;
                left = keys.subList(1, keys.size());
                keys = keys.subList(0, 1);
            }
            if (!asked.consistentRead()) {
                keys = keys.stream()
                        .filter(k -> late.stream().noneMatch(l -> of(l).equals(k)))
                        .toList();
            }
            BatchGetItemResponse.Builder answer = keys.isEmpty()
                    ? BatchGetItemResponse.builder().responses(Map.of())
                    : table
                            .dynamo()
                            .batchGetItem(request.toBuilder()
                                    .requestItems(Map.of(
                                            table.name(),
                                            asked.toBuilder().keys(keys).build()))
                                    .build())
                            .toBuilder();
            Map<String, KeysAndAttributes> unprocessed = new HashMap<>();
            if (!left.isEmpty()) {
                unprocessed.put(table.name(), asked.toBuilder().keys(left).build());
            }
            return answer.unprocessedKeys(unprocessed).build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    };

    private static Map<String, AttributeValue> of(VersionKey key) {
        return Map.of(
                TableKeys.PARTITION, AttributeValue.fromS(TableKeys.history(key.name())),
                TableKeys.SORT, AttributeValue.fromS(TableKeys.padded(key.version())));
    }

    private List<String> read(DynamoDbVersions.Wait wait, VersionKey... keys) {
        DynamoDbVersions versions = new DynamoDbVersions(replica, table.name(), new Jitter(new Random(1)), wait);
        found.clear();
        versions.read(List.of(keys), p -> found.add(String.valueOf(p.value())));
        return found.stream().sorted().toList();
    }

    private void commitBoth() {
        table.commit(Map.of("a", "1", "b", "2"), true);
    }

    @Test
    void read_whenTheReplicaHasThem_doesNotAskConsistently() {
        commitBoth();
        assertEquals(List.of("1", "2"), read(pauses::add, A, B));
        assertEquals(List.of(false), consistent);
    }

    @Test
    void read_whenTheReplicaIsLate_asksConsistentlyForWhatItLacks() {
        commitBoth();
        late.add(B);
        assertEquals(List.of("1", "2"), read(pauses::add, A, B));
        assertEquals(List.of(false, true), consistent);
    }

    @Test
    void read_whenKeysAreLeftUnprocessed_waitsBeforeItAsksAgain() {
        commitBoth();
        throttled = 1;
        assertEquals(List.of("1", "2"), read(pauses::add, A, B));
        assertEquals(1, pauses.size());
        assertTrue(pauses.get(0).compareTo(Duration.ofMillis(50)) <= 0, pauses.toString());
    }

    @Test
    void read_whenInterruptedWhileItWaits_failsAndStaysInterrupted() {
        commitBoth();
        throttled = 1;
        assertThrows(
                BoardReadException.class,
                () -> read(
                        time -> {
                            throw new InterruptedException();
                        },
                        A,
                        B));
        assertTrue(Thread.interrupted());
        assertEquals(1, found.size(), "what was read before it");
    }

    @Test
    void readVersions_whenItFailsAfterSome_handsOverWhatItHas() {
        commitBoth();
        throttled = 1;
        lost = true;
        DynamoDbBoardReader reader = new DynamoDbBoardReader(replica, table.name());
        BoardReadException failed =
                assertThrows(BoardReadException.class, () -> reader.readVersions(SimBoard.NAMESPACE, List.of(A, B)));
        assertEquals(List.of("1"), failed.found().stream().map(Parameter::value).toList());
    }
}
