package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A stream in memory that splits its shards and lets iterators expire when told. */
final class FakeChangeStream implements ChangeStream {
    private record Content(
            List<DynamodbStreamRecord> records, @Nullable String parent, AtomicBoolean closed) {}

    private final Map<String, Content> shards = new LinkedHashMap<>();
    private String open;
    private int generation;
    private int sequence;
    private int failingReads;

    FakeChangeStream() {
        open = "shard-0";
        shards.put(open, new Content(new ArrayList<>(), null, new AtomicBoolean()));
    }

    private Content content(String shard) {
        Content content = shards.get(shard);
        if (content == null) {
            throw new IllegalArgumentException("no shard " + shard);
        }
        return content;
    }

    synchronized void add(String event, String pk) {
        var change = new StreamRecord();
        change.setSequenceNumber("%021d".formatted(++sequence));
        change.setKeys(Map.of("pk", new AttributeValue(pk)));
        change.setNewImage(Map.of("pk", new AttributeValue(pk)));
        var record = new DynamodbStreamRecord();
        record.setEventName(event);
        record.setEventSourceARN("arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s");
        record.setDynamodb(change);
        content(open).records().add(record);
    }

    /** Closes the open shard and continues in a child. */
    synchronized void split() {
        content(open).closed().set(true);
        String child = "shard-" + shards.size();
        shards.put(child, new Content(new ArrayList<>(), open, new AtomicBoolean()));
        open = child;
    }

    /** Every iterator given out so far is too old from now on. */
    synchronized void expireIterators() {
        generation++;
    }

    synchronized void failReads(int count) {
        failingReads = count;
    }

    @Override
    public synchronized List<Shard> shards() {
        return shards.entrySet().stream()
                .map(s -> new Shard(
                        s.getKey(), s.getValue().parent(), s.getValue().closed().get()))
                .toList();
    }

    @Override
    public synchronized String iterator(String shardId, Position position) {
        List<DynamodbStreamRecord> records = content(shardId).records();
        int index = 0;
        if (position instanceof Position.Latest) {
            index = records.size();
        } else if (position instanceof Position.After after) {
            index = 1
                    + IntStream.range(0, records.size())
                            .filter(i -> records.get(i)
                                    .getDynamodb()
                                    .getSequenceNumber()
                                    .equals(after.sequenceNumber()))
                            .findFirst()
                            .orElseThrow(() -> new PositionTrimmedException(null));
        }
        return generation + " " + shardId + " " + index;
    }

    @Override
    public synchronized Read read(String iterator, int limit) {
        if (failingReads-- > 0) {
            throw new IllegalStateException("the table does not answer");
        }
        String[] parts = iterator.split(" ", -1);
        if (Integer.parseInt(parts[0]) != generation) {
            throw new IteratorExpiredException(null);
        }
        Content content = content(parts[1]);
        int from = Integer.parseInt(parts[2]);
        int to = Math.min(content.records().size(), from + limit);
        boolean end = content.closed().get() && to == content.records().size();
        return new Read(
                List.copyOf(content.records().subList(from, to)), end ? null : generation + " " + parts[1] + " " + to);
    }
}
