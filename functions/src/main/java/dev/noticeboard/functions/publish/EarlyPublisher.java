package dev.noticeboard.functions.publish;

import dev.noticeboard.functions.api.EarlyNotices;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was just committed from the change log's entry, so that the early copy and the stream's are the same notice and agents know the
 * second for a duplicate by its revision. Thread-safe.
 */
public final class EarlyPublisher implements EarlyNotices {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyPublisher.class);

    private final BoardStore store;
    private final Publisher publisher;

    /** @param store where an entry is read that is not at hand */
    public EarlyPublisher(BoardStore store, Publisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    @Override
    public void publish(Namespace namespace, long revision, @Nullable ChangeSet committed) {
        try {
            Optional.ofNullable(committed)
                    .or(() -> store.changeSet(namespace, revision))
                    .ifPresent(entry -> publisher.publish(entry, 1));
        } catch (RuntimeException e) {
            LogEvent.PUBLICATION_FAILED
                    .in(LOG.atWarn())
                    .log("revision {} of {} waits for the stream: {}", revision, namespace, Faults.describe(e));
        }
    }
}
