package dev.noticeboard.functions.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From stream records to notices, and what happens when publishing fails. */
class StreamPublisherTest {
    private static final Namespace NS = new Namespace("/billing/prod");

    private final List<String> messages = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private final FakeMeasures measures = new FakeMeasures();
    private final ManualTime time = new ManualTime();
    private int failures;
    private boolean retryQueueDown;
    private final Publisher publisher = new Publisher(
            (namespace, message) -> {
                if (failures-- > 0) {
                    throw new PublishFailedException(new IllegalStateException("injected"));
                }
                messages.add(message);
            },
            Duration.ofSeconds(10),
            time,
            new Random(1));
    private final StreamPublisher stream = new StreamPublisher(
            publisher,
            p -> {
                if (retryQueueDown) {
                    throw new PublishFailedException(new IllegalStateException("injected"));
                }
                parked.add(p);
            },
            3,
            measures,
            time);

    private static ChangeSet changeSet(long revision, boolean inline, String value) {
        return new ChangeSet(
                NS,
                "epoch-1",
                revision,
                "id-" + revision,
                Instant.parse("2026-11-22T10:00:00.5Z"),
                "tester",
                "why",
                inline,
                inline ? 0 : 7000,
                List.of(
                        new Change.Put(
                                new ParameterName("/billing/prod/a"),
                                revision,
                                ParameterType.STRING,
                                DataType.TEXT,
                                inline ? value : null),
                        new Change.Delete(new ParameterName("/billing/prod/b"), 3)));
    }

    private static DynamodbStreamRecord record(String event, String partition, String sort, Object item) {
        Map<String, AttributeValue> keys = Map.of(
                TableKeys.PARTITION, new AttributeValue().withS(partition),
                TableKeys.SORT, new AttributeValue().withS(sort));
        Map<String, AttributeValue> image = attributes(Json.toMap(item));
        image.putAll(keys);
        image.put(TableKeys.TTL, new AttributeValue().withN("1800000000"));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName(event);
        record.setEventID("event-" + sort);
        record.setDynamodb(new StreamRecord().withKeys(keys).withNewImage(image).withSequenceNumber("seq-" + sort));
        return record;
    }

    private static Map<String, AttributeValue> attributes(Map<?, ?> map) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        map.forEach((key, value) -> attributes.put((String) key, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new AttributeValue().withM(attributes(map));
        }
        if (value instanceof List<?> list) {
            return new AttributeValue()
                    .withL(list.stream().map(StreamPublisherTest::attribute).toList());
        }
        if (value instanceof Boolean b) {
            return new AttributeValue().withBOOL(b);
        }
        return value instanceof Number
                ? new AttributeValue().withN(value.toString())
                : new AttributeValue().withS((String) value);
    }

    private static DynamodbStreamRecord entry(ChangeSet changeSet) {
        return record("INSERT", TableKeys.log(NS), TableKeys.padded(changeSet.revision()), changeSet);
    }

    private List<String> handle(DynamodbStreamRecord... records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return stream.handle(event).getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private Notice notice(int index) {
        return Json.readStrict(messages.get(index), Notice.class);
    }

    @Test
    void entry_whenInline_isPublishedWithItsChangeSet() {
        assertEquals(List.of(), handle(entry(changeSet(1, true, "v")), entry(changeSet(2, true, "w"))));
        assertEquals(Notice.inline(changeSet(1, true, "v")), notice(0));
        assertEquals(Notice.inline(changeSet(2, true, "w")), notice(1));
    }

    @Test
    void entry_whenByReference_isPublishedWithItsSpread() {
        handle(entry(changeSet(1, false, "v")));
        assertEquals(Notice.byReference(NS, "epoch-1", 1, 7000), notice(0));
    }

    @Test
    void entry_whenItsJsonIsLongerThanANotice_isPublishedByReference() {
        handle(entry(changeSet(1, true, "\"".repeat(Limits.NOTICE_BYTES / 2))));
        assertEquals(Notice.byReference(NS, "epoch-1", 1, 10_000), notice(0));
        assertNull(notice(0).changeSet());
    }

    @Test
    void record_whenNoNewEntry_isIgnored() {
        ChangeSet c = changeSet(1, true, "v");
        assertEquals(
                List.of(),
                handle(
                        record("MODIFY", TableKeys.log(NS), TableKeys.padded(1), c),
                        record("REMOVE", TableKeys.log(NS), TableKeys.padded(1), c),
                        record("INSERT", TableKeys.log(NS), TableKeys.HEAD, c),
                        record("INSERT", TableKeys.namespace(NS), "param#/billing/prod/a", c),
                        record("INSERT", "log#not a namespace", TableKeys.padded(1), c),
                        record("INSERT", TableKeys.log(NS), "not a revision", c)));
        assertEquals(List.of(), messages);
        assertEquals(List.of(), parked);
    }

    @Test
    void publishing_whenItFailsForAWhile_isTriedAgain() {
        failures = 2;
        assertEquals(List.of(), handle(entry(changeSet(1, true, "v"))));
        assertEquals(1, messages.size());
        assertEquals(List.of(), parked);
    }

    @Test
    void publishing_whenItsTriesAreUsedUp_isParkedAndTheNextIsTriedOnce() {
        failures = 4;
        assertEquals(
                List.of(),
                handle(entry(changeSet(1, true, "v")), entry(changeSet(2, true, "v")), entry(changeSet(3, true, "v"))));
        assertEquals(List.of(new Parked(NS, 1), new Parked(NS, 2)), parked);
        assertEquals(3, notice(0).revision());
        assertEquals(List.of(2L), measures.taken().get(Measure.PUBLISH_FAILURES));
        assertEquals(
                1, measures.taken().getOrDefault(Measure.STREAM_AGE, List.of()).size());
    }

    @Test
    void publishing_whenParkingFailsToo_isReportedItemByItem() {
        failures = 3;
        retryQueueDown = true;
        assertEquals(
                List.of("seq-" + TableKeys.padded(1)),
                handle(entry(changeSet(1, true, "v")), entry(changeSet(2, true, "v"))));
        assertEquals(2, notice(0).revision());
    }

    @Test
    void entry_whenItCannotBeRead_isParkedAndHoldsUpNobody() {
        DynamodbStreamRecord noImage = entry(changeSet(3, true, "v"));
        noImage.getDynamodb().setNewImage(null);
        assertEquals(
                List.of(),
                handle(
                        record("INSERT", TableKeys.log(NS), TableKeys.padded(1), Map.of("revision", "one")),
                        record("INSERT", TableKeys.log(NS), TableKeys.padded(2), changeSet(9, true, "v")),
                        noImage,
                        entry(changeSet(4, true, "v"))));
        assertEquals(List.of(new Parked(NS, 1), new Parked(NS, 2), new Parked(NS, 3)), parked);
        assertEquals(1, messages.size());
        assertTrue(messages.get(0).contains("id-4"));
        assertFalse(messages.get(0).contains("ttl"));
    }

    @Test
    void trace_whenAChangeSetHasOne_goesWithItAndBesideAReference() {
        Trace trace = new Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1");
        for (boolean inline : new boolean[] {true, false}) {
            ChangeSet c = changeSet(1, inline, "v");
            ChangeSet traced = new ChangeSet(
                    c.namespace(),
                    c.epoch(),
                    c.revision(),
                    c.id(),
                    c.at(),
                    c.by(),
                    c.why(),
                    c.inline(),
                    c.spreadMillis(),
                    c.restore(),
                    trace,
                    c.changes());
            messages.clear();
            handle(entry(traced));
            assertEquals(inline ? Notice.inline(traced) : Notice.byReference(traced, 7000), notice(0));
            assertEquals(inline ? null : trace, notice(0).trace());
        }
    }
}
