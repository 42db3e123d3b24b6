package dev.noticeboard.agent.report;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Timer;
import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the board: a short random delay after each applied revision, each change of what is withheld and each change of
 * health, and as a heartbeat after a third of the lease, or every minute while an open rollout exposes the host. A report says all there is to say, so what happens within the delay goes
 * out as one, and one that could not be sent needs no queue: the next attempt sends the newest state.
 *
 * <p>At any time one attempt is due; a newer one supersedes it. While sending fails, attempts back off, and news does not hurry
 * them. Nothing is sent before the lease is granted, nor where the board names no queue. Thread-safe; sends on the timer's thread.
 */
public final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    /** Our choice, as for the lease: a fleet whose queue is down asks for it once a minute. */
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration EXPOSED_HEARTBEAT = Duration.ofSeconds(Report.EXPOSED_HEARTBEAT_SECONDS);

    /**
     * Who reports.
     *
     * @param namespace what the agent keeps current
     * @param agentId which agent
     * @param version of its software
     */
    public record Reporting(Namespace namespace, String agentId, String version) {}

    private final Reporting who;
    private final Supplier<String> state;
    private final Function<String, ReportSender> senders;
    private final Timer timer;
    private final Jitter jitter;
    private final Clock clock;
    private final Duration delay;

    // All guarded by this.
    private final Progress progress = new Progress();
    private Report.Health health = new Report.Health(true, null);
    private @Nullable String queueUrl;
    private @Nullable ReportSender sender;
    private Duration heartbeat = Duration.ZERO;
    private boolean exposed;
    private boolean soon;
    private boolean closed;
    private int failures;
    private long news;
    private long due;
    private @Nullable Instant lastSent;
    private @Nullable String error;

    /**
     * @param state the agent's state in a word
     * @param senders opens a queue by its URL
     * @param delay the longest time between news and the report of it
     */
    public Reporter(
            Reporting who,
            Supplier<String> state,
            Function<String, ReportSender> senders,
            Timer timer,
            Jitter jitter,
            Clock clock,
            Duration delay) {
        this.who = who;
        this.state = state;
        this.senders = senders;
        this.timer = timer;
        this.jitter = jitter;
        this.clock = clock;
        this.delay = delay;
    }

    /** The lease was granted or renewed: from now on there is somewhere to report to, or no longer. */
    public synchronized void granted(Registration lease) {
        heartbeat = Duration.ofSeconds(lease.leaseSeconds()).dividedBy(3);
        String url = lease.reportsQueueUrl();
        if (url == null) {
            sender = null;
            queueUrl = null;
        } else if (!url.equals(queueUrl)) {
            sender = senders.apply(url);
            queueUrl = url;
            hasNews();
        }
    }

    /**
     * This is served from now on. Quick: it notes the time and sends nothing itself.
     *
     * @param traceparent the trace of the newest change set in it; absent where none is known
     */
    public synchronized void serves(Snapshot snapshot, @Nullable String traceparent) {
        if (progress.serves(snapshot, traceparent, clock.instant())) {
            exposed = snapshot.rollouts().stream().anyMatch(HeldRollout::exposed);
            hasNews();
        }
    }

    /**
     * The application's word on its health.
     *
     * @param detail why, for people; cut to one line of {@value Report#TEXT_CHARACTERS} characters. It is stored and shown: no value
     *     of a parameter belongs into it
     */
    public synchronized void health(boolean ok, @Nullable String detail) {
        Report.Health now = new Report.Health(ok, Excerpts.text(detail));
        if (!now.equals(health)) {
            health = now;
            hasNews();
        }
    }

    private void hasNews() {
        news++;
        if (sender != null && !soon) {
            soon = true;
            schedule(jitter.within(delay));
        }
    }

    private void schedule(Duration in) {
        long number = ++due;
        timer.after(in, () -> attempt(number));
    }

    private void attempt(long number) {
        ReportSender to;
        long told;
        synchronized (this) {
            to = sender;
            told = news;
            if (closed || number != due || to == null) {
                soon = soon && number != due;
                return;
            }
        }
        try {
            to.send(report());
            sent(told);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private synchronized void sent(long told) {
        failures = 0;
        error = null;
        lastSent = clock.instant();
        soon = news > told;
        schedule(soon ? jitter.within(delay) : jitter.poll(heartbeat()));
    }

    private Duration heartbeat() {
        return exposed && heartbeat.compareTo(EXPOSED_HEARTBEAT) > 0 ? EXPOSED_HEARTBEAT : heartbeat;
    }

    private synchronized void failed(RuntimeException e) {
        failures++;
        error = String.valueOf(e.getMessage());
        LOG.debug("a report was not sent: {}", error);
        soon = true;
        schedule(jitter.backoff(failures, FIRST_BACKOFF, LONGEST_BACKOFF));
    }

    private Report report() {
        // Asked for outside the lock: it looks at other parts of the agent.
        String word = Excerpts.word(state.get());
        synchronized (this) {
            var withheld = Excerpts.withheld(progress.withheld());
            return new Report(
                    Report.FORMAT,
                    who.namespace(),
                    who.agentId(),
                    progress.epoch(),
                    progress.revision(),
                    progress.appliedAfter(),
                    progress.applied(),
                    withheld,
                    progress.withheld().size() - withheld.size(),
                    health,
                    word,
                    clock.instant(),
                    Excerpts.word(who.version()));
        }
    }

    /** When the last report was sent, by the host's clock. */
    public synchronized Optional<Instant> lastSent() {
        return Optional.ofNullable(lastSent);
    }

    /** Why the last attempt failed, if it did. */
    public synchronized Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Sends nothing more. */
    public synchronized void close() {
        closed = true;
    }
}
