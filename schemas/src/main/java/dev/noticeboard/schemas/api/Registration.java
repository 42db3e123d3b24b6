package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's lease: the answer of {@code PUT …/agents/{agentId}}, which both makes and renews it.
 *
 * @param agentId the agent
 * @param namespace what it is subscribed to
 * @param queueUrl where its notices arrive
 * @param expiresAt when the lease ends unless it is renewed, by the board's clock
 * @param leaseSeconds how long a lease lasts; renew after a third of it
 * @param reportsQueueUrl where to send reports; absent where the board takes none
 */
public record Registration(
        String agentId,
        Namespace namespace,
        String queueUrl,
        Instant expiresAt,
        long leaseSeconds,
        @Nullable String reportsQueueUrl) {

    /**
     * The body of the request; may be absent.
     *
     * @param hostTags tags of the host, for example {@code ring=canary}; at most 20, keys of 1 to 128 and values of up
     *     to 256 characters
     * @param newQueue asks for a new queue: the old one is gone or does not answer
     */
    public record Request(
            @Nullable Map<String, String> hostTags,
            @Nullable Boolean newQueue) {}
}
