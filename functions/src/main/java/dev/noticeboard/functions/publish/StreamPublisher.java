package dev.noticeboard.functions.publish;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the change log's new entries from the table's stream, each at least once, in their order.
 *
 * <p>What cannot be published after its tries is parked on the retry queue and counts as done, so that one topic's trouble
 * does not hold up the shard; so does an entry that cannot be read, whose namespace's newest revision is then published by
 * the re-drive. Only if parking fails too is the record reported to Lambda, which then sends it again with all
 * that follow it. Thread-safe.
 */
public final class StreamPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPublisher.class);

    private final Publisher publisher;
    private final RetryQueue retryQueue;
    private final int tries;
    private final Measures measures;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param tries how often a publication is tried before it is parked, 1 or more
     */
    public StreamPublisher(Publisher publisher, RetryQueue retryQueue, int tries, Measures measures, Clock clock) {
        this.publisher = publisher;
        this.retryQueue = retryQueue;
        this.tries = tries;
        this.measures = measures;
        this.clock = clock;
    }

    /** Handles a batch. */
    public StreamsEventResponse handle(DynamodbEvent event) {
        List<StreamsEventResponse.BatchItemFailure> failures = new ArrayList<>();
        int triesLeft = tries;
        for (DynamodbStreamRecord record : event.getRecords()) {
            Optional<Parked> place = place(record);
            if (place.isEmpty()) {
                continue;
            }
            if (!published(record, place.get(), triesLeft)) {
                // The topics are in trouble: do not spend the function's time limit on the same tries for each record.
                triesLeft = 1;
                measures.count(Measure.PUBLISH_FAILURES);
                if (!parked(place.get())) {
                    failures.add(new StreamsEventResponse.BatchItemFailure(
                            record.getDynamodb().getSequenceNumber()));
                }
            }
        }
        return new StreamsEventResponse(failures);
    }

    private boolean published(DynamodbStreamRecord record, Parked place, int triesLeft) {
        ChangeSet changeSet;
        try {
            changeSet = StreamImages.changeSet(record.getDynamodb().getNewImage(), place);
        } catch (MalformedException e) {
            LogEvent.ENTRY_UNREADABLE
                    .in(LOG.atError())
                    .log(
                            "entry {} of the log of {} cannot be read, parking it: {}",
                            place.revision(),
                            place.namespace(),
                            Faults.describe(e));
            return false;
        }
        boolean taken = publisher.publish(changeSet, triesLeft);
        if (taken) {
            measures.take(Measure.STREAM_AGE, Duration.between(changeSet.at(), clock.instant()));
        }
        return taken;
    }

    private boolean parked(Parked place) {
        try {
            retryQueue.park(place);
            LogEvent.PUBLICATION_PARKED.in(LOG.atWarn()).log("{} waits on the retry queue", place);
            return true;
        } catch (PublishFailedException e) {
            LogEvent.PUBLICATION_NOT_PARKED.in(LOG.atError()).log("parking {} failed: {}", place, Faults.describe(e));
            return false;
        }
    }

    /** The namespace and revision of a new entry of a change log; empty for every other record. */
    private static Optional<Parked> place(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        if (!"INSERT".equals(record.getEventName()) || change == null || change.getKeys() == null) {
            return Optional.empty();
        }
        String partition = key(change.getKeys(), TableKeys.PARTITION);
        String sort = key(change.getKeys(), TableKeys.SORT);
        if (!partition.startsWith(TableKeys.LOG) || sort.equals(TableKeys.HEAD)) {
            return Optional.empty();
        }
        try {
            String namespace = partition.substring(TableKeys.LOG.length());
            return Optional.of(new Parked(new Namespace(namespace), Long.parseLong(sort)));
        } catch (IllegalArgumentException e) {
            LogEvent.RECORD_UNREADABLE
                    .in(LOG.atError())
                    .log("a stream record's key is none of a change log, dropping it: event {}", record.getEventID());
            return Optional.empty();
        }
    }

    private static String key(Map<String, AttributeValue> keys, String name) {
        AttributeValue value = keys.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }
}
