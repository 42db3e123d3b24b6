package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.refresh.Timer;
import dev.noticeboard.agent.register.LeaseKeeper;
import dev.noticeboard.agent.report.ReportSender;
import dev.noticeboard.agent.report.Reporter;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.sync.HostIdentity;
import dev.noticeboard.agent.sync.NoticesResult;
import dev.noticeboard.agent.sync.Sync;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host of the fleet: an agent's real parts (sync core, refresh loop, lease, reports), wired as {@code AgentRuntime} does, with the receive loop
 * in virtual time. What the agent's lock and threads do, one thing after another, is done by a list of what waits. For one thread.
 */
final class FleetHost implements NoticeSource {
    /** As in {@code AgentOptions}. */
    static final Duration POLL = Duration.ofSeconds(60);

    private static final Duration REPORT_DELAY = Duration.ofSeconds(2);
    /** As in {@code Receiver}. */
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    /** {@code AwsAgentClients}: to connect in vain. */
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** SQS's visibility time-out of an agent's queue. */
    private static final Duration COMES_AGAIN = Duration.ofSeconds(30);

    private static final int RECEIVED = 10;

    private final Fleet fleet;
    private final int number;
    private final Sync sync;
    private final Refresher refresher;
    private final LeaseKeeper lease;
    private final Reporter reporter;
    private boolean busy;
    private @Nullable Deque<Runnable> waiting;
    private @Nullable List<String> queue;
    private boolean listening;
    private int failures;
    /** The queue that it has is gone. */
    boolean queueGone;

    FleetHost(Fleet fleet, int number, @Nullable SnapshotStore disk) {
        this.fleet = fleet;
        this.number = number;
        String id = "host-" + number;
        sync = new Sync(
                SimBoard.NAMESPACE,
                PrefixFilter.ALL,
                new HostIdentity(id, Map.of()),
                fleet.table,
                disk,
                change -> Guard.accept(),
                fleet.announcer,
                fleet.counters,
                fleet.time);
        Timer reads = (delay, task) -> fleet.time.after(delay, () -> whenFree(task, this::readAgain));
        refresher = new Refresher(sync, reads, fleet.jitter, POLL, () -> {});
        lease = new LeaseKeeper(
                fleet.registrations.registrar(number),
                SimBoard.NAMESPACE,
                id,
                Map.of(),
                url -> this,
                fleet.time,
                fleet.jitter,
                fleet.counters,
                () -> refresher.readWithin(Duration.ZERO));
        reporter = new Reporter(
                new Reporter.Reporting(SimBoard.NAMESPACE, id, "simulated"),
                () -> "current",
                url -> report -> send(),
                fleet.time,
                fleet.jitter,
                fleet.time,
                REPORT_DELAY);
        lease.onGranted(granted -> {
            reporter.granted(granted);
            listening = true;
            fleet.granted(number);
            drain();
        });
        sync.observe((snapshot, trace) -> {
            reporter.serves(snapshot, trace);
            fleet.serves(number, snapshot.revision());
        });
    }

    int number() {
        return number;
    }

    /** Starts the agent: it catches up first, and serves from disk where there is something on it. */
    void start() {
        sync.load();
        sync.serveLoaded();
        whenFree(() -> sync.refresh(true), this::readAgain);
        refresher.start();
        lease.start();
    }

    /** Runs what reads, unless something else does: then afterwards. */
    private void whenFree(Runnable task, Runnable again) {
        if (!busy) {
            attempt(new Session(), task, again);
        } else {
            if (waiting == null) {
                waiting = new ArrayDeque<>(2);
            }
            waiting.add(() -> attempt(new Session(), task, again));
        }
    }

    private void attempt(Session read, Runnable task, Runnable again) {
        busy = false;
        fleet.table.use(read);
        try {
            task.run();
        } catch (Parked parked) {
            busy = true;
            fleet.time.after(parked.nanos(), () -> {
                read.again();
                current = read;
                attempt(read, again, again);
            });
        }
        while (!busy && waiting != null && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private Session current = NONE;
    private static final Session NONE = new Session();

    private void readAgain() {
        sync.refresh(current.consistent);
    }

    private void send() {
        if (fleet.cut()) {
            throw new ReportSender.ReportException("simulated: no answer", null);
        }
        fleet.intake.reported();
    }

    /** A notice has arrived in its queue. */
    void receive(String notice) {
        if (queueGone) {
            return;
        }
        if (queue == null) {
            queue = new ArrayList<>(1);
        }
        queue.add(notice);
        drain();
    }

    /** As the receive loop does. */
    private void drain() {
        while (listening && !fleet.cut() && queue != null && !queue.isEmpty()) {
            List<String> batch = List.copyOf(queue.subList(0, Math.min(RECEIVED, queue.size())));
            queue.subList(0, batch.size()).clear();
            fleet.bill.received(batch.size());
            Runnable take = () -> taken(batch, sync.onNotices(batch));
            whenFree(take, take);
        }
        if (queue != null && queue.isEmpty()) {
            queue = null;
        }
    }

    private void taken(List<String> batch, NoticesResult result) {
        result.readWithin().ifPresent(refresher::readWithin);
        for (int place = 0; place < batch.size(); place++) {
            String body = batch.get(place);
            if (!result.handled().contains(place)) {
                fleet.time.after(COMES_AGAIN, () -> receive(body));
            }
        }
    }

    /** The network is gone: the long poll fails, and those after it, until it is back. */
    void receiveInVain() {
        if (!fleet.cut()) {
            failures = 0;
            if (queueGone) {
                listening = false;
                queueGone = false;
                queue = null;
                lease.gone(this);
            } else {
                drain();
            }
            return;
        }
        Duration pause = fleet.jitter.backoff(++failures, FIRST_BACKOFF, LONGEST_BACKOFF);
        fleet.time.after(CONNECT.plus(pause), this::receiveInVain);
    }

    /** Since when it knows that it was current, in seconds ago; infinite if it never was. */
    double confirmedAgo() {
        return sync.health()
                .confirmedAt()
                .map(at -> Duration.between(at, fleet.time.instant()).toNanos() / 1e9)
                .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public List<Received> receive() {
        return List.of();
    }

    @Override
    public void delete(List<Received> done) {}

    @Override
    public void close() {}
}
