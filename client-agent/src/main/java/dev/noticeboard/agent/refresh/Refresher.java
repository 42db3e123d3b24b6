package dev.noticeboard.agent.refresh;

import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.Sync;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The refresh loop: polls the board for ever, however healthy push looks, and makes the extra reads that notices and a
 * new subscription call for. All reads run on the timer, one at a time. Thread-safe.
 */
public final class Refresher {
    /** While nothing is served, a failed read is repeated after this, doubling up to the poll interval. Our choice. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private final Sync sync;
    private final Timer timer;
    private final Jitter jitter;
    private final Duration interval;
    private final Runnable afterRead;
    /** The span of the read that is owed already; absent if none is. Guarded by this. */
    private @Nullable Duration owed;

    /** Failed reads in a row before the first snapshot; used on the timer only. */
    private int failures;

    /** @param afterRead called after each read, on the timer */
    public Refresher(Sync sync, Timer timer, Jitter jitter, Duration interval, Runnable afterRead) {
        this.sync = sync;
        this.timer = timer;
        this.jitter = jitter;
        this.interval = interval;
        this.afterRead = afterRead;
    }

    /** Begins to poll: at first anywhere within the interval, since hosts often start together. */
    public void start() {
        timer.after(sync.served().isPresent() ? jitter.within(interval) : nextRetry(), this::poll);
    }

    private void poll() {
        if (sync.served().isPresent()) {
            // From the start of one poll to that of the next, so that a slow read does not stretch the interval.
            timer.after(jitter.poll(interval), this::poll);
            sync.refresh(false);
        } else {
            pollForTheFirst();
        }
        afterRead.run();
    }

    private void pollForTheFirst() {
        boolean failed = true;
        try {
            failed = sync.refresh(false) instanceof ReadResult.Failed;
        } finally {
            timer.after(failed ? nextRetry() : jitter.poll(interval), this::poll);
        }
    }

    private Duration nextRetry() {
        failures++;
        return jitter.backoff(failures, FIRST_RETRY, interval);
    }

    /**
     * Reads at a moment drawn from this span, or from the poll interval where that is shorter. A read that is owed within no
     * longer a span does for this one too.
     */
    public synchronized void readWithin(Duration span) {
        if (owed != null && owed.compareTo(span) <= 0) {
            return;
        }
        owed = span;
        timer.after(jitter.within(span.compareTo(interval) < 0 ? span : interval), this::readOwed);
    }

    private void readOwed() {
        synchronized (this) {
            owed = null;
        }
        sync.refresh(true);
        afterRead.run();
    }
}
