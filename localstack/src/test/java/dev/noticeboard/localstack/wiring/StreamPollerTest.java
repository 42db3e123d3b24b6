package dev.noticeboard.localstack.wiring;

import static dev.noticeboard.localstack.testing.Maps.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.noticeboard.localstack.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("design.md section 7: the event source mapping of the stream")
@SuppressWarnings("try") // A poller works by being open.
class StreamPollerTest {
    private final FakeChangeStream stream = new FakeChangeStream();
    private final StreamCheckpoints checkpoints = new StreamCheckpoints();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<StreamPoller.Discarded> discarded = new CopyOnWriteArrayList<>();

    private static String key(DynamodbStreamRecord record) {
        return at(record.getDynamodb().getKeys(), "pk").getS();
    }

    private static StreamPoller.Options options(StreamPoller.Start start, int batchSize, int maxRetries) {
        return new StreamPoller.Options(
                start,
                batchSize,
                maxRetries,
                Duration.ofMillis(2),
                Duration.ofMillis(1),
                Duration.ofMillis(4),
                Duration.ofMillis(20));
    }

    /** Starts a poller whose function fails from the first record on that this says is bad; negative fails none. */
    private StreamPoller poller(
            StreamPoller.Start start, int batchSize, int maxRetries, Function<List<String>, Integer> firstBad) {
        return StreamPoller.start(
                stream,
                options(start, batchSize, maxRetries),
                Clock.systemUTC(),
                checkpoints,
                StreamPoller::isLogInsert,
                (event, context) -> {
                    List<String> keys = event.getRecords().stream()
                            .map(StreamPollerTest::key)
                            .toList();
                    batches.add(keys);
                    int bad = firstBad.apply(keys);
                    done.addAll(keys.subList(0, bad < 0 ? keys.size() : bad));
                    var failures = IntStream.range(0, keys.size())
                            .filter(i -> bad >= 0 && i >= bad)
                            .mapToObj(i -> new StreamsEventResponse.BatchItemFailure(
                                    event.getRecords().get(i).getDynamodb().getSequenceNumber()))
                            .toList();
                    return new StreamsEventResponse(failures);
                },
                discarded::add);
    }

    private void insert(int from, int to) {
        IntStream.range(from, to).forEach(i -> stream.add("INSERT", "log#" + i));
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "log#" + i).toList();
    }

    @Test
    void poll_whenRecordsAreOthers_skipsThem() {
        stream.add("INSERT", "ns#1");
        stream.add("MODIFY", "log#x");
        stream.add("REMOVE", "log#y");
        insert(0, 5);
        try (var poller = poller(StreamPoller.Start.TRIM_HORIZON, 3, 5, keys -> -1)) {
            Await.until("all five", () -> done.size() == 5);
        }
        assertEquals(keys(0, 5), done);
    }

    @Test
    void poll_whenARecordFailsForAWhile_keepsTheOrderAndLosesNothing() {
        insert(0, 20);
        AtomicInteger failures = new AtomicInteger(4);
        try (var poller = poller(
                StreamPoller.Start.TRIM_HORIZON,
                8,
                10,
                keys -> keys.contains("log#5") && failures.getAndDecrement() > 0 ? keys.indexOf("log#5") : -1)) {
            Await.until("all", () -> done.size() >= 20);
        }
        assertEquals(keys(0, 20), done);
        assertTrue(discarded.isEmpty());
        assertEquals(List.of("log#5", "log#6", "log#7"), batches.get(1), "goes on with the failed one");
    }

    @Test
    void poll_whenTheFunctionThrows_offersAllAgainInSmallerBatches() {
        insert(0, 8);
        AtomicInteger failures = new AtomicInteger(3);
        try (var poller = poller(StreamPoller.Start.TRIM_HORIZON, 8, 10, keys -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("down");
            }
            return -1;
        })) {
            Await.until("all", () -> done.size() == 8);
        }
        assertEquals(keys(0, 8), done);
        assertEquals(
                List.of(8, 4, 2, 1), batches.stream().limit(4).map(List::size).toList());
    }

    @Test
    void poll_whenOneRecordNeverSucceeds_givesUpThatOneOnly() {
        insert(0, 10);
        try (var poller = poller(StreamPoller.Start.TRIM_HORIZON, 10, 6, keys -> keys.indexOf("log#4"))) {
            Await.until("the other nine", () -> done.size() == 9);
        }
        assertTrue(done.containsAll(keys(5, 10)) && !done.contains("log#4"), done.toString());
        assertEquals(1, discarded.size());
        assertEquals(7, discarded.get(0).attempts());
        assertTrue(discarded.get(0).sequenceNumber().endsWith("005"), discarded.toString());
    }

    @Test
    void poll_whenTheFailureIsUnknown_offersTheWholeBatchAgain() {
        insert(0, 2);
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2);
        try (var poller = StreamPoller.start(
                stream,
                options(StreamPoller.Start.TRIM_HORIZON, 1, 5),
                Clock.systemUTC(),
                checkpoints,
                r -> true,
                (event, context) -> {
                    batches.add(event.getRecords().stream()
                            .map(StreamPollerTest::key)
                            .toList());
                    second.countDown();
                    return new StreamsEventResponse(
                            calls.getAndIncrement() == 0
                                    ? List.of(new StreamsEventResponse.BatchItemFailure(""))
                                    : List.of());
                },
                discarded::add)) {
            Await.until("both", () -> batches.size() == 3);
        }
        assertEquals(List.of(List.of("log#0"), List.of("log#0"), List.of("log#1")), batches);
    }

    @Test
    void poll_whenShardsSplit_readsTheParentFirst() {
        insert(0, 5);
        stream.split();
        insert(5, 8);
        try (var poller = poller(StreamPoller.Start.TRIM_HORIZON, 2, 5, keys -> -1)) {
            Await.until("the first eight", () -> done.size() == 8);
            insert(8, 10);
            stream.split();
            insert(10, 12);
            Await.until("all", () -> done.size() == 12);
        }
        assertEquals(keys(0, 12), done);
    }

    @Test
    void poll_whenIteratorsExpireAndReadsFail_goesOn() {
        insert(0, 3);
        try (var poller = poller(StreamPoller.Start.TRIM_HORIZON, 2, 5, keys -> -1)) {
            Await.until("three", () -> done.size() == 3);
            stream.expireIterators();
            insert(3, 6);
            Await.until("six", () -> done.size() == 6);
            stream.failReads(5);
            insert(6, 8);
            Await.until("eight", () -> done.size() == 8);
        }
        assertEquals(keys(0, 8), done);
    }

    @Test
    void start_whenLatest_givesWhatIsWrittenAfterwards() {
        insert(0, 3);
        try (var poller = poller(StreamPoller.Start.LATEST, 2, 5, keys -> -1)) {
            insert(3, 5);
            Await.until("the new ones", () -> done.size() == 2);
        }
        assertEquals(keys(3, 5), done);
    }

    @Test
    void start_whenCheckpointsAreGiven_goesOnWhereTheOldOneStopped() {
        insert(0, 10);
        CountDownLatch stuck = new CountDownLatch(1);
        try (var poller = poller(StreamPoller.Start.LATEST, 4, 1_000_000, keys -> {
            if (keys.contains("log#13")) {
                stuck.countDown();
            }
            return keys.indexOf("log#13");
        })) {
            insert(10, 15);
            Await.until("it is stuck", () -> stuck.getCount() == 0 && done.size() == 3);
        }
        stream.split();
        insert(15, 17);
        try (var poller = poller(StreamPoller.Start.LATEST, 4, 5, keys -> -1)) {
            Await.until("the rest", () -> done.size() == 7);
        }
        assertEquals(keys(10, 17), done);
    }

    @Test
    void start_whenTheCheckpointIsTrimmed_beginsWithTheOldest() {
        insert(0, 3);
        checkpoints.set("shard-0", "of a record that is gone");
        try (var poller = poller(StreamPoller.Start.LATEST, 4, 5, keys -> -1)) {
            Await.until("all that is left", () -> done.size() == 3);
        }
        assertEquals(keys(0, 3), done);
    }
}
