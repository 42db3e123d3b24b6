package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one shard and keeps its order: nothing is offered before what precedes it was processed or given up.
 *
 * <p>A handler that throws has processed nothing of its batch; one that names failures has processed what precedes the
 * lowest of them (Lambda's partial batch response). The rest is offered again after a pause that doubles, in batches of
 * half the size each time (Lambda's bisection), so that in the end one record stands alone; only that one is given up
 * when its retries are used up. Confined to the poller's thread.
 */
final class ShardReader {
    /** The longest that a Lambda function runs. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

    private final ChangeStream stream;
    private final ChangeStream.Shard shard;
    private final StreamPoller.Options options;
    private final Clock clock;
    private final StreamCheckpoints checkpoints;
    private final Predicate<DynamodbStreamRecord> filter;
    private final RequestHandler<DynamodbEvent, StreamsEventResponse> function;
    private final Consumer<StreamPoller.Discarded> onFailure;

    private ChangeStream.Position position;
    private @Nullable String iterator;
    private final Deque<DynamodbStreamRecord> pending = new ArrayDeque<>();
    private @Nullable String lastRead;
    private boolean endReached;
    private boolean endTold;
    private int limit;
    private int attempts;
    private long retryAt = System.nanoTime();

    ShardReader(
            ChangeStream stream,
            ChangeStream.Shard shard,
            ChangeStream.Position position,
            StreamPoller.Options options,
            Clock clock,
            StreamCheckpoints checkpoints,
            Predicate<DynamodbStreamRecord> filter,
            RequestHandler<DynamodbEvent, StreamsEventResponse> function,
            Consumer<StreamPoller.Discarded> onFailure) {
        this.stream = stream;
        this.shard = shard;
        this.position = position;
        this.options = options;
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.filter = filter;
        this.function = function;
        this.onFailure = onFailure;
        this.limit = options.batchSize();
    }

    @Nullable String parent() {
        return shard.parent();
    }

    /** Whether the shard has ended and all of it was processed. */
    boolean finished() {
        return endReached && pending.isEmpty();
    }

    /** True once, when the end of the shard was read: its children are there. */
    boolean endedJustNow() {
        boolean news = endReached && !endTold;
        endTold |= news;
        return news;
    }

    /** Fixes the position, so that "latest" means now. */
    void open() {
        try {
            iterator = stream.iterator(shard.id(), position);
        } catch (ChangeStream.PositionTrimmedException e) {
            LOG.warn("shard {} has lost records before they were processed", shard.id());
            position = new ChangeStream.Position.Oldest();
            iterator = stream.iterator(shard.id(), position);
        }
    }

    /**
     * Reads or processes once.
     *
     * @return whether there may be more to do at once
     */
    boolean step() {
        if (System.nanoTime() - retryAt < 0 || finished()) {
            return false;
        }
        if (pending.isEmpty() && !read()) {
            return false;
        }
        if (!pending.isEmpty()) {
            process(pending.stream().limit(limit).toList());
        }
        return true;
    }

    private boolean read() {
        if (iterator == null) {
            open();
        }
        ChangeStream.Read read;
        try {
            read = stream.read(String.valueOf(iterator), options.batchSize());
        } catch (ChangeStream.IteratorExpiredException | ChangeStream.PositionTrimmedException e) {
            iterator = null;
            return true;
        }
        iterator = read.next();
        endReached = read.next() == null;
        if (read.records().isEmpty()) {
            return false;
        }
        lastRead = sequence(read.records().get(read.records().size() - 1));
        position = new ChangeStream.Position.After(lastRead);
        read.records().stream().filter(filter).forEach(pending::add);
        if (pending.isEmpty()) {
            checkpoints.set(shard.id(), lastRead);
        }
        return true;
    }

    private void process(List<DynamodbStreamRecord> batch) {
        int processed = call(batch);
        for (int i = 0; i < processed; i++) {
            pending.remove();
        }
        if (processed > 0) {
            checkpoint(batch.get(processed - 1));
            attempts = 0;
        }
        if (processed == batch.size()) {
            limit = options.batchSize();
            return;
        }
        attempts++;
        if (batch.size() == 1 && attempts > options.maxRetries()) {
            discard(batch.get(0));
            return;
        }
        limit = Math.max(1, limit / 2);
        retryAt = System.nanoTime() + backoff().toNanos();
    }

    private void checkpoint(DynamodbStreamRecord processed) {
        checkpoints.set(shard.id(), pending.isEmpty() && lastRead != null ? lastRead : sequence(processed));
    }

    private void discard(DynamodbStreamRecord record) {
        LOG.warn("gave up record {} of shard {} after {} attempts", sequence(record), shard.id(), attempts);
        pending.remove();
        onFailure.accept(new StreamPoller.Discarded(shard.id(), sequence(record), attempts));
        checkpoint(record);
        attempts = 0;
        limit = options.batchSize();
    }

    private Duration backoff() {
        Duration backoff = options.firstBackoff().multipliedBy(1L << Math.min(attempts - 1, 20));
        return backoff.compareTo(options.longestBackoff()) < 0 ? backoff : options.longestBackoff();
    }

    /**
     * Calls the handler.
     *
     * @return how many records, from the first on, are processed
     */
    private int call(List<DynamodbStreamRecord> batch) {
        var event = new DynamodbEvent();
        event.setRecords(batch);
        StreamsEventResponse answer;
        try {
            answer = function.handleRequest(
                    event, new LocalContext("stream", UUID.randomUUID().toString(), clock, LIMIT));
        } catch (RuntimeException e) {
            LOG.debug("the stream's function failed: {}", e.getClass().getName());
            return 0;
        }
        if (answer == null || answer.getBatchItemFailures() == null) {
            return batch.size();
        }
        return answer.getBatchItemFailures().stream()
                .mapToInt(failure -> index(batch, failure.getItemIdentifier()))
                .min()
                .orElse(batch.size());
    }

    /** An identifier that is not in the batch fails all of it, as with Lambda. */
    private static int index(List<DynamodbStreamRecord> batch, @Nullable String sequenceNumber) {
        return IntStream.range(0, batch.size())
                .filter(i -> sequence(batch.get(i)).equals(sequenceNumber))
                .findFirst()
                .orElse(0);
    }

    private static String sequence(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }
}
