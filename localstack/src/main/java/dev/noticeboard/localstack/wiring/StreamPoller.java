package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's event source mapping of a DynamoDB stream: finds the shards, reads each in order (a child after its parent),
 * and calls the handler with batches; {@link ShardReader} tells what becomes of a failed one.
 */
public final class StreamPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Where a poller without a checkpoint begins. */
    public enum Start {
        /** With the oldest record that the stream keeps. */
        TRIM_HORIZON,
        /** With what is written from now on. */
        LATEST
    }

    /**
     * How it works.
     *
     * @param start where to begin without a checkpoint
     * @param batchSize records in a call at most, 1 to 1,000 (Lambda's default is 100)
     * @param maxRetries how often a record is tried again before it is discarded
     * @param pollInterval the pause after a read that gave nothing
     * @param firstBackoff the pause after a first failure, doubled after each further one
     * @param longestBackoff its upper bound
     * @param discovery how often to look for new shards, beside whenever one ends
     */
    public record Options(
            Start start,
            int batchSize,
            int maxRetries,
            Duration pollInterval,
            Duration firstBackoff,
            Duration longestBackoff,
            Duration discovery) {
        /** Small pauses, since the stream is on this machine and every one of them delays a notice. */
        public static Options from(Start start) {
            return new Options(
                    start,
                    100,
                    10,
                    Duration.ofMillis(25),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1));
        }
    }

    /**
     * A record given up after its retries. Like Lambda's on-failure record it names the place and does not hold the item.
     *
     * @param shardId the shard
     * @param sequenceNumber the record's place in it
     * @param attempts how often the handler was called with it
     */
    public record Discarded(String shardId, String sequenceNumber, int attempts) {}

    private final ChangeStream stream;
    private final Options options;
    private final Clock clock;
    private final StreamCheckpoints checkpoints;
    private final Predicate<DynamodbStreamRecord> filter;
    private final RequestHandler<DynamodbEvent, StreamsEventResponse> function;
    private final Consumer<Discarded> onFailure;
    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private long nextDiscovery;

    private StreamPoller(
            ChangeStream stream,
            Options options,
            Clock clock,
            StreamCheckpoints checkpoints,
            Predicate<DynamodbStreamRecord> filter,
            RequestHandler<DynamodbEvent, StreamsEventResponse> function,
            Consumer<Discarded> onFailure) {
        this.stream = stream;
        this.options = options;
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.filter = filter;
        this.function = function;
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, "stream-poller");
        thread.setDaemon(true);
    }

    /**
     * Starts one. What is written after this returned reaches the handler, also with {@link Start#LATEST}.
     *
     * @param filter which records the handler sees; others count as processed
     * @param onFailure told of records that were given up, on the poller's thread
     */
    public static StreamPoller start(
            ChangeStream stream,
            Options options,
            Clock clock,
            StreamCheckpoints checkpoints,
            Predicate<DynamodbStreamRecord> filter,
            RequestHandler<DynamodbEvent, StreamsEventResponse> function,
            Consumer<Discarded> onFailure) {
        var poller = new StreamPoller(stream, options, clock, checkpoints, filter, function, onFailure);
        poller.discover(options.start());
        poller.thread.start();
        return poller;
    }

    /** The deployment's filter: inserted items of a change log (and its head's first). */
    public static boolean isLogInsert(DynamodbStreamRecord record) {
        var key = record.getDynamodb().getKeys().get(TableKeys.PARTITION);
        return "INSERT".equals(record.getEventName())
                && key != null
                && key.getS() != null
                && key.getS().startsWith(TableKeys.LOG);
    }

    private void run() {
        while (closed.getCount() > 0) {
            boolean progress = false;
            try {
                if (System.nanoTime() - nextDiscovery >= 0) {
                    discover(Start.TRIM_HORIZON);
                }
                for (ShardReader reader : readers.values()) {
                    progress |= parentIsFinished(reader) && reader.step();
                    if (reader.endedJustNow()) {
                        nextDiscovery = System.nanoTime();
                    }
                }
            } catch (RuntimeException e) {
                if (closed.getCount() > 0) {
                    LOG.warn("the stream cannot be read: {}", e.toString());
                }
            }
            if (!progress) {
                pause(options.pollInterval());
            }
        }
    }

    private boolean parentIsFinished(ShardReader reader) {
        ShardReader parent = readers.get(String.valueOf(reader.parent()));
        return parent == null || parent.finished();
    }

    /** Makes readers for shards that have none, and forgets those of shards that are gone. */
    private void discover(Start start) {
        Set<String> seen = new HashSet<>();
        for (ChangeStream.Shard shard : stream.shards()) {
            seen.add(shard.id());
            readers.computeIfAbsent(shard.id(), id -> reader(shard, start));
        }
        readers.keySet().retainAll(seen);
        nextDiscovery = System.nanoTime() + options.discovery().toNanos();
    }

    private ShardReader reader(ChangeStream.Shard shard, Start start) {
        // A shard whose parent was read before is a continuation, so nothing of it may be left out.
        boolean fromNow = start == Start.LATEST
                && checkpoints.of(String.valueOf(shard.parent())).isEmpty();
        ChangeStream.Position position = checkpoints
                .of(shard.id())
                .<ChangeStream.Position>map(ChangeStream.Position.After::new)
                .orElseGet(() -> fromNow ? new ChangeStream.Position.Latest() : new ChangeStream.Position.Oldest());
        var reader = new ShardReader(stream, shard, position, options, clock, checkpoints, filter, function, onFailure);
        reader.open();
        return reader;
    }

    private void pause(Duration duration) {
        try {
            if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** Ends it after the call under way; what that call processed is in the checkpoints. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
