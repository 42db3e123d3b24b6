package dev.noticeboard.agent;

import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.receive.Receiver;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.refresh.ThreadTimer;
import dev.noticeboard.agent.register.LeaseKeeper;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.report.ReportSender;
import dev.noticeboard.agent.report.Reporter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Sync;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What only an agent with a registrar has: its lease, its queue, its reports. */
final class PushPath {
    /** How long a join waits before it cuts a long poll short once more, which may have begun just then. */
    private static final Duration NUDGE = Duration.ofMillis(50);
    /** What reports say: the jar's version, or that it was built by hand. */
    private static final String VERSION =
            Objects.requireNonNullElse(PushPath.class.getPackage().getImplementationVersion(), "development");

    private final ThreadTimer timer;
    private final LeaseKeeper lease;
    private final Receiver receiver;
    private final Thread thread;
    private final Reporter reporter;
    private volatile AgentStatus.@Nullable Lease ended;

    /** What of the agent it works on. */
    record Parts(Sync sync, Refresher refresher, AgentThreads threads, Jitter jitter, Counters counters) {}

    /**
     * @param sources opens a queue of notices by its URL
     * @param senders opens the queue of reports by its URL
     * @param state the agent's, for its reports
     */
    PushPath(
            AgentOptions options,
            Parts parts,
            Registrar registrar,
            Function<String, NoticeSource> sources,
            Function<String, ReportSender> senders,
            Supplier<AgentStatus.State> state) {
        this.timer = new ThreadTimer(parts.threads.named("lease"));
        this.lease = new LeaseKeeper(
                registrar,
                options.namespace,
                options.agentId,
                options.hostTags,
                sources,
                timer,
                parts.jitter,
                parts.counters,
                () -> parts.refresher.readWithin(Duration.ZERO));
        this.receiver = new Receiver(
                lease,
                parts.sync,
                parts.refresher,
                parts.jitter,
                d -> TimeUnit.NANOSECONDS.sleep(d.toNanos()),
                parts.counters);
        this.thread = parts.threads.named("receive").newThread(receiver);
        this.reporter = new Reporter(
                new Reporter.Reporting(options.namespace, options.agentId, VERSION),
                () -> state.get().word(),
                senders,
                timer,
                parts.jitter,
                options.clock,
                options.reportDelay);
        lease.onGranted(reporter::granted);
    }

    void start() {
        lease.start();
        thread.start();
    }

    /**
     * This is served from now on.
     *
     * @param traceparent the trace of the newest change set in it; absent where none is known, as of what lay on disk
     */
    void serves(Snapshot snapshot, @Nullable String traceparent) {
        reporter.serves(snapshot, traceparent);
    }

    void health(boolean ok, @Nullable String detail) {
        reporter.health(ok, detail);
    }

    AgentStatus.Lease lease() {
        AgentStatus.Lease atTheEnd = ended;
        if (atTheEnd != null) {
            return atTheEnd;
        }
        return lease.registered() ? AgentStatus.Lease.HELD : AgentStatus.Lease.REQUESTED;
    }

    /** Why lease or report failed last, if one did. */
    Optional<String> error() {
        return lease.error().or(reporter::error);
    }

    /** Ends its threads, and gives the lease back if told to. Waits for each no longer than this. Idempotent. */
    void close(boolean giveBack, Duration join) throws InterruptedException {
        reporter.close();
        timer.close();
        if (lease.close(giveBack)) {
            ended = AgentStatus.Lease.GIVEN_BACK;
        } else if (ended == null) {
            ended = AgentStatus.Lease.LEFT;
        }
        long deadline = System.nanoTime() + join.toNanos();
        do {
            receiver.close();
            thread.interrupt();
            thread.join(NUDGE.toMillis());
        } while (thread.isAlive() && System.nanoTime() < deadline);
        timer.awaitClosed(join);
    }
}
