package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's lease, as its item holds it.
 *
 * @param namespace what it is subscribed to
 * @param agentId the agent
 * @param version 1, 2, 3 …: every write of the item is conditional on it
 * @param identity who may hold and renew it, see {@link Identity}
 * @param hostTags tags of the host
 * @param queueName the queue that it has, or is about to have
 * @param mailbox the queue and its subscription; null until both are made
 * @param sender who alone may report for it, see {@link Sender}; null where the gateway did not say: then nobody may
 * @param expiresAt when it ends unless it is renewed
 */
public record Lease(
        Namespace namespace,
        String agentId,
        long version,
        String identity,
        Map<String, String> hostTags,
        String queueName,
        @Nullable Mailbox mailbox,
        @Nullable String sender,
        Instant expiresAt) {

    public Lease {
        hostTags = hostTags == null ? Map.of() : Map.copyOf(hostTags);
    }

    /** Whether it has ended. */
    public boolean expired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** The next version of it, renewed. */
    public Lease renewed(Map<String, String> tags, @Nullable String by, Instant until) {
        return new Lease(namespace, agentId, version + 1, identity, tags, queueName, mailbox, by, until);
    }

    /** The next version of it, with its mailbox made. */
    public Lease with(Mailbox made) {
        return new Lease(namespace, agentId, version + 1, identity, hostTags, queueName, made, sender, expiresAt);
    }
}
