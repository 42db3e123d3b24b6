package dev.noticeboard.functions.publish;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the newest revision of each namespace whose publication was parked. An agent that missed more than that
 * notices the gap and catches up. What fails again is left on the queue, and after the queue's last receive in its
 * dead-letter queue. Thread-safe.
 */
public final class Redrive {
    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);

    private final BoardStore store;
    private final Publisher publisher;
    private final int tries;

    /**
     * Makes one.
     *
     * @param tries how often a publication is tried before it is left on the queue, 1 or more
     */
    public Redrive(BoardStore store, Publisher publisher, int tries) {
        this.store = store;
        this.publisher = publisher;
        this.tries = tries;
    }

    /** Handles a batch; a namespace that is in it several times is published once. */
    public SQSBatchResponse handle(SQSEvent event) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        Map<Namespace, Boolean> done = new HashMap<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            if (!handled(message, done)) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private boolean handled(SQSEvent.SQSMessage message, Map<Namespace, Boolean> done) {
        try {
            Parked parked = Json.readTolerant(message.getBody(), Parked.class);
            if (parked.namespace() == null) {
                throw new MalformedException("namespace", "is missing");
            }
            return done.computeIfAbsent(parked.namespace(), this::publishNewest);
        } catch (MalformedException e) {
            LogEvent.REDRIVE_FAILED
                    .in(LOG.atError())
                    .log("message {} of the retry queue is none of ours: {}", message.getMessageId(), e.field());
            return false;
        } catch (StoreUnavailableException e) {
            LogEvent.REDRIVE_FAILED.in(LOG.atWarn()).log("re-drive: {}: {}", e.getMessage(), Faults.describe(e));
            return false;
        }
    }

    private boolean publishNewest(Namespace namespace) {
        Optional<Head> head = store.head(namespace);
        if (head.isEmpty()) {
            LOG.warn("{} has no head any more; there is nothing to publish", namespace);
            return true;
        }
        Head newest = head.get();
        return entry(newest)
                .map(changeSet -> publisher.publish(changeSet, tries))
                .orElseGet(() -> publisher.publish(newest, tries));
    }

    private Optional<ChangeSet> entry(Head head) {
        try {
            return store.changeSet(head.namespace(), head.revision());
        } catch (MalformedException e) {
            LogEvent.ENTRY_UNREADABLE
                    .in(LOG.atError())
                    .log("entry {} of the log of {} cannot be read", head.revision(), head.namespace());
            return Optional.empty();
        }
    }
}
