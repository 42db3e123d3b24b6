package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a revision has come: the answer of {@code GET …/convergence}. It counts the agents with a live lease by their last
 * reports; agents that only poll have no lease and are not seen.
 *
 * @param namespace where
 * @param revision the revision asked about; 0 for before the first
 * @param head the newest revision
 * @param committedAt when the revision was committed; absent where the log no longer has it
 * @param converged whether every live agent serves it: none is behind, none withholds it
 * @param liveAgents agents with a live lease
 * @param serving of those, how many are at the revision or newer and do not withhold it
 * @param behindAgents of those, how many have not reported it
 * @param withheldAgents of those, how many have it but a guard on their host refused it
 * @param unhealthyAgents of the live ones, how many report that their application is not well; that does not stop it from converging
 * @param behind the first {@value #LISTED} that are behind, in the order of ids
 * @param withheld the first {@value #LISTED} that withhold it
 * @param unhealthy the first {@value #LISTED} that are not well
 * @param times how long it took; absent where no agent told
 */
public record Convergence(
        Namespace namespace,
        long revision,
        long head,
        @Nullable Instant committedAt,
        boolean converged,
        int liveAgents,
        int serving,
        int behindAgents,
        int withheldAgents,
        int unhealthyAgents,
        List<Behind> behind,
        List<Withheld> withheld,
        List<Unhealthy> unhealthy,
        @Nullable Times times) {
    /** Agents of each list. Our choice: enough to see what is wrong; {@code …/agents} has all. */
    public static final int LISTED = 50;

    /**
     * An agent that has not reported the revision.
     *
     * @param agentId which
     * @param revision what it reported last; absent if it has not reported, or was in another epoch
     * @param state its state then
     * @param reportedAt when that was
     */
    public record Behind(
            String agentId,
            @Nullable Long revision,
            @Nullable String state,
            @Nullable Instant reportedAt) {}

    /**
     * An agent that withholds the revision.
     *
     * @param agentId which
     * @param change what its guard refused
     */
    public record Withheld(String agentId, Report.Withheld change) {}

    /**
     * An agent whose application is not well.
     *
     * @param agentId which
     * @param detail why, if it said
     */
    public record Unhealthy(String agentId, @Nullable String detail) {}

    /**
     * From the commit to the swap on a host, in milliseconds. Two clocks are compared, the board's and the host's; less than nothing
     * counts as nothing. Percentiles by nearest rank.
     *
     * @param agents how many told
     * @param medianMillis the median
     * @param p99Millis the 99th percentile
     * @param lastMillis the longest
     */
    public record Times(int agents, long medianMillis, long p99Millis, long lastMillis) {}
}
