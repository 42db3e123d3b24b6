package dev.noticeboard.agent.sync;

import dev.noticeboard.schemas.rollout.Bucket;
import java.util.List;
import java.util.Map;

/**
 * Who a host is to rollouts: by this alone it is exposed or not.
 *
 * @param agentId the agent's id, as its lease has it
 * @param hostTags the host's tags, as its lease has them
 */
public record HostIdentity(String agentId, Map<String, String> hostTags) {
    /** A host without a name or tags of its own, for an agent whose namespace has no rollouts. */
    public static final HostIdentity UNNAMED = new HostIdentity("unnamed", Map.of());

    public HostIdentity {
        hostTags = Map.copyOf(hostTags);
    }

    /** Whether this host sees the candidates of an open rollout. */
    boolean exposed(String rollout, int share, List<Map<String, String>> tags) {
        return Bucket.exposed(rollout, share, tags, agentId, hostTags);
    }
}
