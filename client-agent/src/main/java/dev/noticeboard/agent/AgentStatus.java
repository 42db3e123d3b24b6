package dev.noticeboard.agent;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is, at one moment. Holds no value of a parameter.
 *
 * @param agentId which agent
 * @param namespace what it keeps current
 * @param state in a word
 * @param epoch the epoch it serves; absent before the first snapshot
 * @param revision the revision it serves; 0 before the first snapshot
 * @param knownRevision the newest revision that it has heard of
 * @param parameters how many parameters it serves
 * @param registered whether it holds a lease, so that notices arrive
 * @param lease how its lease is
 * @param confirmedAt when it last knew that it was current: the moment before the read that showed it was sent; absent
 *     if it never knew. By the host's clock; where that is set back, the agent's goes on
 * @param staleness how long ago that was; absent if it never knew
 * @param freshness what the staleness policy says of that
 * @param lastError what failed last and has not worked since; absent if nothing
 * @param withheld what guards refused on this host
 * @param overridden full names whose values are an operator's and not the board's, in their order
 * @param rollouts the rollouts that are open and touch what it keeps
 * @param counts what happened since the start
 * @param at the time of this status, by the same clock
 */
public record AgentStatus(
        String agentId,
        Namespace namespace,
        State state,
        @Nullable String epoch,
        long revision,
        long knownRevision,
        int parameters,
        boolean registered,
        Lease lease,
        @Nullable Instant confirmedAt,
        @Nullable Duration staleness,
        Freshness freshness,
        @Nullable String lastError,
        List<Refused> withheld,
        List<String> overridden,
        List<OpenRollout> rollouts,
        Counts counts,
        Instant at) {

    /** An agent's state in a word. The first that holds, in this order. */
    public enum State {
        /** It serves nothing yet. */
        STARTING,
        /** The last read of the board failed; it serves what it has. */
        OFFLINE,
        /** It knows of a revision that it does not have yet. */
        CATCHING_UP,
        /** It has not been confirmed current for longer than a poll interval and a read. */
        STALE,
        /** It was confirmed current within a poll interval and a read. */
        CURRENT;

        /** As reports have it, for example {@code catching-up}. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How an agent's lease is. */
    public enum Lease {
        /** It wants none: it polls, or reads on demand. */
        NONE,
        /** It asks for one, and polls meanwhile. */
        REQUESTED,
        /** It holds one: notices arrive. */
        HELD,
        /** It is closed, and gave its lease back. */
        GIVEN_BACK,
        /** It is closed, and left its lease to the next start, or to expire. */
        LEFT
    }

    /** What the {@link StalenessPolicy} says. */
    public enum Freshness {
        /** The policy sets no limit. */
        UNLIMITED,
        /** It was confirmed current within the policy's limit. */
        WITHIN_LIMIT,
        /** It was not, and serves all the same. */
        WARNING,
        /** It was not, and reads fail. */
        FAILING
    }

    /**
     * A change that a guard refused.
     *
     * @param fromRevision the oldest revision in it
     * @param toRevision the newest revision in it
     * @param reason the guard's
     * @param names the parameters in it
     */
    public record Refused(long fromRevision, long toRevision, String reason, List<String> names) {}

    /**
     * A rollout that is open.
     *
     * @param id which
     * @param step the step that is open, or was opened last; 0 before the first
     * @param share how much of the fleet it is to be exposed to, in thousandths of a percent; hosts with the step's tags come on top
     * @param exposed whether this host is exposed: it has the candidates, unless a guard refused them
     * @param names the parameters in it
     */
    public record OpenRollout(String id, int step, int share, boolean exposed, List<String> names) {}

    /**
     * What happened since the agent started.
     *
     * @param appliedByPush change sets that a notice carried
     * @param appliedByPoll change sets that were read from the change log
     * @param duplicates notices of revisions that it had
     * @param gaps notices ahead of the next revision
     * @param rejectedNotices notices that were none, were of another namespace or told of a revision that is not there
     * @param unconfirmedEpochs notices and reads of another epoch that the board did not confirm
     * @param holes answers of the change log with revisions missing
     * @param snapshots complete reads of the namespace
     * @param failedReads reads of the board that failed, were partial or malformed
     * @param receiveFailures failed calls of the queue
     * @param registrationFailures failed requests for the lease
     * @param guardVetoes changes that a guard refused
     * @param listenerFailures listeners' calls that threw, and times that their executor refused
     * @param diskFailures snapshots that could not be saved, and files that could not be used
     */
    public record Counts(
            long appliedByPush,
            long appliedByPoll,
            long duplicates,
            long gaps,
            long rejectedNotices,
            long unconfirmedEpochs,
            long holes,
            long snapshots,
            long failedReads,
            long receiveFailures,
            long registrationFailures,
            long guardVetoes,
            long listenerFailures,
            long diskFailures) {}
}
