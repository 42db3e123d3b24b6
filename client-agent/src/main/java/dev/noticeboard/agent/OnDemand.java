package dev.noticeboard.agent;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes in the calling thread, when asked and when due: for a host that freezes between invocations, where a
 * thread of its own would wake up with time-outs. Thread-safe; one read at a time, which nobody waits for.
 */
final class OnDemand {
    /**
     * After a failed read, the next waits this long, doubling up to the longest, less up to a quarter at random. Our
     * choice: a dead table costs one call's time-out a minute.
     */
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    private final Sync sync;
    private final Freshness freshness;
    private final Clock clock;
    private final Duration staleness;
    private final Jitter jitter;
    private final AtomicBoolean reading = new AtomicBoolean();
    // Both written by the thread that is reading.
    private int failures;
    private volatile @Nullable Instant notBefore;

    /** @param staleness the age from which a read is due */
    OnDemand(Sync sync, Freshness freshness, Clock clock, Duration staleness, Jitter jitter) {
        this.sync = sync;
        this.freshness = freshness;
        this.clock = clock;
        this.staleness = staleness;
        this.jitter = jitter;
    }

    RefreshOutcome refreshIfStale() {
        if (!due()) {
            return new RefreshOutcome.NotDue();
        }
        if (!reading.compareAndSet(false, true)) {
            return new RefreshOutcome.InProgress();
        }
        try {
            // Another thread may have just done it.
            if (!due()) {
                return new RefreshOutcome.NotDue();
            }
            Instant wait = notBefore;
            Instant now = clock.instant();
            return wait != null && now.isBefore(wait)
                    ? new RefreshOutcome.BackingOff(Duration.between(now, wait))
                    : new RefreshOutcome.Read(read(false));
        } finally {
            reading.set(false);
        }
    }

    private boolean due() {
        return sync.served().isEmpty()
                || freshness.age().map(age -> age.compareTo(staleness) >= 0).orElse(true);
    }

    /** The first read, before anyone else can ask for one. */
    ReadResult first() {
        return read(true);
    }

    private ReadResult read(boolean consistent) {
        ReadResult result = sync.refresh(consistent);
        if (result instanceof ReadResult.Failed) {
            failures++;
            Duration span = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
            notBefore = clock.instant().plus(jitter.poll(span.compareTo(LONGEST_BACKOFF) < 0 ? span : LONGEST_BACKOFF));
        } else {
            failures = 0;
            notBefore = null;
        }
        return result;
    }
}
