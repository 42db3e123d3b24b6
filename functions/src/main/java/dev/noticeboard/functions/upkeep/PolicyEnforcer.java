package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.upkeep.UpkeepStore.DueParameter;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what parameters' policies ask for at their times, called every minute: works off what is due, the longest overdue
 * first, until all was looked at once or the time is up. One that fails keeps its place in the index for the next run and
 * does not stop the others; one that is refused loses its place for a while, so that those behind it have their turn.
 * Several runs at once do no harm but tell events twice. Thread-safe.
 */
public final class PolicyEnforcer {
    /** Who deletes what has expired. */
    public static final String BY = "noticeboard:policies";

    /** For one commit, with its validator: one namespace under heavy writing must not use up a run. */
    public static final Duration COMMIT_BUDGET = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PolicyEnforcer.class);
    /** The next run begins after a minute; what a run began before this ends well before its function's limit. */
    private static final Duration BUDGET = Duration.ofSeconds(45);
    /** Entries of the index read at once. */
    private static final int BATCH = 100;

    private final UpkeepStore store;
    private final DueVersion versions;
    private final Clock clock;

    /**
     * Makes an enforcer.
     *
     * @param committer whose budget is {@link #COMMIT_BUDGET} at most
     */
    public PolicyEnforcer(UpkeepStore store, Committer committer, BoardEvents events, Clock clock) {
        this.store = store;
        this.versions = new DueVersion(store, committer, events, clock);
        this.clock = clock;
    }

    /** What became of a parameter that was due. */
    enum Result {
        /** It was deleted. */
        EXPIRED,
        /** Its events were told. */
        NOTIFIED,
        /** Its deletion was refused. */
        REFUSED,
        /** It was not due any more, or is not yet within this second, or somebody wrote it meanwhile. */
        PASSED,
        /** Its namespace is too busy, or the store is. */
        BUSY,
        /** Something failed. */
        FAILED
    }

    /**
     * What a run did.
     *
     * @param expired parameters that it deleted
     * @param notified parameters that it told events of
     * @param refused parameters that rules or a validator did not let it delete
     * @param failures parameters that failed or were too busy; the next run tries them again
     * @param finished whether it looked at all that was due
     */
    public record Enforced(int expired, int notified, int refused, int failures, boolean finished) {}

    /** Runs once. */
    public Enforced run() {
        Instant start = clock.instant();
        Instant deadline = start.plus(BUDGET);
        Map<Result, Integer> tally = new EnumMap<>(Result.class);
        Set<Namespace> busy = new HashSet<>();
        DueParameter after = null;
        boolean more = true;
        boolean late = false;
        while (more && !late) {
            List<DueParameter> batch = store.due(start, after, BATCH);
            for (DueParameter due : batch) {
                late = clock.instant().isAfter(deadline)
                        || Thread.currentThread().isInterrupted();
                if (late) {
                    break;
                }
                Result result = busy.contains(due.name().namespace()) ? Result.BUSY : attempt(due);
                if (result == Result.BUSY) {
                    busy.add(due.name().namespace());
                }
                tally.merge(result, 1, Integer::sum);
                after = due;
            }
            more = batch.size() == BATCH;
        }
        Enforced enforced = new Enforced(
                tally.getOrDefault(Result.EXPIRED, 0),
                tally.getOrDefault(Result.NOTIFIED, 0),
                tally.getOrDefault(Result.REFUSED, 0),
                tally.getOrDefault(Result.FAILED, 0) + tally.getOrDefault(Result.BUSY, 0),
                !late);
        if (!tally.isEmpty()) {
            LOG.info("{}", enforced);
        }
        return enforced;
    }

    private Result attempt(DueParameter due) {
        try {
            return versions.enforce(due);
        } catch (RuntimeException e) {
            LogEvent.POLICY_FAILED
                    .in(LOG.atWarn())
                    .log("the policies of {} failed: {}", due.name(), Faults.describe(e));
            return Result.FAILED;
        }
    }
}
