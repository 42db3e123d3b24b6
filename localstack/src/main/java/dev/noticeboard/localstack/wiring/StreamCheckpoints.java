package dev.noticeboard.localstack.wiring;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each shard of a stream has been processed, in memory. A poller that is given the checkpoints of an earlier one
 * goes on where that one stopped. Thread-safe.
 */
public final class StreamCheckpoints {
    private final Map<String, String> processed = new ConcurrentHashMap<>();

    Optional<String> of(String shardId) {
        return Optional.ofNullable(processed.get(shardId));
    }

    void set(String shardId, String sequenceNumber) {
        processed.put(shardId, sequenceNumber);
    }
}
