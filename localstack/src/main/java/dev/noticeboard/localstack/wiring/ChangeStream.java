package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table's stream, as DynamoDB Streams shows it: shards with a lineage, read by iterators that expire. Thread-safe. */
public interface ChangeStream {
    /**
     * A shard.
     *
     * @param id its id
     * @param parent the shard that it continues, if there was one
     * @param closed whether nothing will be added to it any more
     */
    record Shard(String id, @Nullable String parent, boolean closed) {}

    /** Where in a shard an iterator begins. */
    sealed interface Position {
        /** At the oldest record that is kept. */
        record Oldest() implements Position {}

        /** Behind the newest record of now. */
        record Latest() implements Position {}

        /** Behind the record of this sequence number. */
        record After(String sequenceNumber) implements Position {}
    }

    /**
     * What one read gave.
     *
     * @param records in the order of their sequence numbers; perhaps none
     * @param next where to go on, or null at the end of a closed shard
     */
    record Read(
            List<DynamodbStreamRecord> records, @Nullable String next) {}

    /** The iterator is too old (DynamoDB Streams: 15 minutes); a new one is needed. */
    final class IteratorExpiredException extends RuntimeException {
        /** @param cause what the stream said */
        public IteratorExpiredException(@Nullable Throwable cause) {
            super("the iterator expired", cause);
        }
    }

    /** The position is older than the stream's retention (24 hours). */
    final class PositionTrimmedException extends RuntimeException {
        /** @param cause what the stream said */
        public PositionTrimmedException(@Nullable Throwable cause) {
            super("the position is older than the oldest record", cause);
        }
    }

    /** All shards there are, in no order. */
    List<Shard> shards();

    /**
     * An iterator from a position on.
     *
     * @throws PositionTrimmedException if the position is gone
     */
    String iterator(String shardId, Position position);

    /**
     * The next records.
     *
     * @param limit at most so many, 1 to 1,000
     * @throws IteratorExpiredException if the iterator is too old
     * @throws PositionTrimmedException if its records are gone
     */
    Read read(String iterator, int limit);
}
