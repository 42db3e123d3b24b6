package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.name.Namespace;

/** Publishes a change set straight after its commit, without waiting for the stream (design, section 2). Thread-safe. */
@FunctionalInterface
public interface EarlyNotices {
    /** Tries once to publish a revision; what fails is lost and harmless, since the stream publishes it as well. Never fails. */
    void publish(Namespace namespace, long revision);
}
