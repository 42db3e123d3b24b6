package dev.noticeboard.localstack.wiring;

import static dev.noticeboard.localstack.testing.Maps.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.noticeboard.localstack.wiring.ChangeStream.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeStream} does, the fake and the real one. */
abstract class ChangeStreamContract {
    /** The stream under test, of a table to which nothing was written yet. */
    abstract ChangeStream stream();

    /** Inserts an item with this partition key. */
    abstract void insert(String pk);

    private List<DynamodbStreamRecord> readAll(String iterator, int count) {
        List<DynamodbStreamRecord> all = new ArrayList<>();
        String next = iterator;
        for (int reads = 0; reads < 200 && all.size() < count; reads++) {
            ChangeStream.Read read = stream().read(next, 2);
            assertTrue(read.records().size() <= 2, "the limit holds");
            all.addAll(read.records());
            next = String.valueOf(read.next());
        }
        return all;
    }

    private static List<String> keys(List<DynamodbStreamRecord> records) {
        return records.stream()
                .map(r -> at(r.getDynamodb().getNewImage(), "pk").getS())
                .toList();
    }

    private String onlyShard() {
        List<ChangeStream.Shard> open =
                stream().shards().stream().filter(s -> !s.closed()).toList();
        assertEquals(1, open.size());
        return open.get(0).id();
    }

    @Test
    void read_whenFromTheOldest_givesAllInOrder() {
        insert("a");
        insert("b");
        insert("c");
        var records = readAll(stream().iterator(onlyShard(), new Position.Oldest()), 3);
        assertEquals(List.of("a", "b", "c"), keys(records));
        assertEquals("INSERT", records.get(0).getEventName());
        assertEquals("a", at(records.get(0).getDynamodb().getKeys(), "pk").getS());
        assertNotNull(records.get(0).getEventSourceARN());
    }

    @Test
    void read_whenAfterARecord_goesOnBehindIt() {
        insert("a");
        insert("b");
        insert("c");
        String shard = onlyShard();
        String first = readAll(stream().iterator(shard, new Position.Oldest()), 1)
                .get(0)
                .getDynamodb()
                .getSequenceNumber();
        assertEquals(List.of("b", "c"), keys(readAll(stream().iterator(shard, new Position.After(first)), 2)));
    }

    @Test
    void read_whenFromTheLatest_givesWhatIsWrittenSince() {
        insert("before");
        String iterator = stream().iterator(onlyShard(), new Position.Latest());
        assertEquals(List.of(), stream().read(iterator, 2).records());
        insert("after");
        assertEquals(List.of("after"), keys(readAll(iterator, 1)));
    }
}
