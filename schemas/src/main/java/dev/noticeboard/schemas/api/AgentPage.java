package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code GET …/agents}.
 *
 * @param namespace where
 * @param agents those that have a lease, ended or not, in the order of their ids
 * @param nextToken asks for the next page; absent on the last one
 */
public record AgentPage(
        Namespace namespace, List<Entry> agents, @Nullable String nextToken) {

    /**
     * An agent as the board knows it.
     *
     * @param agentId which
     * @param hostTags of its host
     * @param expiresAt when its lease ends unless it is renewed, by the board's clock
     * @param live whether the lease has not ended
     * @param report its last report; absent until there is one
     * @param reportedAt when that was sent, by the clock of SQS
     */
    public record Entry(
            String agentId,
            Map<String, String> hostTags,
            Instant expiresAt,
            boolean live,
            @Nullable Report report,
            @Nullable Instant reportedAt) {}
}
