package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import org.jspecify.annotations.Nullable;

/** Publishes a change set straight after its commit, without waiting for the stream (design, section 2). Thread-safe. */
@FunctionalInterface
public interface EarlyNotices {
    /**
     * Tries once to publish a revision; what fails is lost and harmless, since the stream publishes it as well. Never fails.
     *
     * @param committed the change log's entry, where it is at hand; otherwise it is read
     */
    void publish(Namespace namespace, long revision, @Nullable ChangeSet committed);
}
