package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Queues that are subscribed to the topic of a namespace. Thread-safe. All methods throw
 * {@link MailboxUnavailableException} when a service does not do as asked; each may then be called again.
 */
public interface Mailboxes {

    /**
     * What a mailbox is made for.
     *
     * @param queueName the queue's name
     * @param namespace to whose topic it is subscribed
     * @param agentId for whom, see {@link Identity#receivers}
     * @param identity who alone may receive
     */
    record Order(String queueName, Namespace namespace, String agentId, String identity) {}

    /** Makes the queue, the topic and the subscription; what is there already stays. */
    Mailbox open(Order order);

    /** Removes the subscription, then the queue; what is gone already is no error. */
    void close(Mailbox mailbox);

    /** Removes a queue by its name, and its subscription, from whatever {@link #open} left behind. */
    void abandon(String queueName);

    /** Hands over the name of each queue of ours; what was made in the last minutes may be missing. */
    void eachQueue(Consumer<String> visitor);

    /** When a queue was made; empty if it is gone. */
    Optional<Instant> made(String queueName);
}
