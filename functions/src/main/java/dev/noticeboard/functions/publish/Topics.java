package dev.noticeboard.functions.publish;

import dev.noticeboard.schemas.name.Namespace;

/** The topic of each namespace. Thread-safe. */
public interface Topics {
    /**
     * Publishes to all who are subscribed; a topic that does not exist has no subscriber, and that is success.
     *
     * @throws PublishFailedException if the message was not taken
     */
    void publish(Namespace namespace, String message);
}
