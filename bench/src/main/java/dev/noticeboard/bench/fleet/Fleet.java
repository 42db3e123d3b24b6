package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.schemas.board.ChangeSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in one namespace, and the service as its hosts meet it. Where it is large, each simulated host may stand for several: all limits are then smaller by
 * that share, so that loads and times are those of the whole. All follows from the seed. For one thread.
 */
final class Fleet {
    private static final Duration SETTLE = Duration.ofSeconds(75);

    final VirtualTime time = new VirtualTime();
    final Counters counters = new Counters();
    final Announcer announcer = new Announcer(counters);
    final FleetBoard board = new FleetBoard();
    final Bill bill = new Bill();
    final Jitter jitter;
    final Aws aws;
    final TableReads table;
    final Registrations registrations;
    final Topic topic;
    final Intake intake;
    private final int size;
    private final Random random;
    private final List<FleetHost> hosts = new ArrayList<>();
    private final long[] revisions;
    private final BitSet granted = new BitSet();
    private double[] committed = new double[64];
    private double since;
    private long base;
    /** The revision that hosts which boot or come back are to reach; 0 while none do. */
    private long returning;

    private Lags applied = new Lags(0);
    private Lags subscribed = new Lags(0);

    /**
     * Makes one; nobody has started.
     *
     * @param size hosts of the fleet
     * @param cores how many of them are simulated
     * @param disk whether all have a snapshot of the board's state on disk
     */
    Fleet(int size, int cores, boolean disk, long seed) {
        this.size = size;
        random = new Random(seed * 31 + size);
        jitter = new Jitter(random);
        aws = new Aws(time, cores / (double) size);
        table = new TableReads(board, aws, time, jitter);
        registrations = new Registrations(time, aws, this::cut);
        topic = new Topic(time, aws, bill, random, registrations::subscribed);
        intake = new Intake(time, aws, bill);
        revisions = new long[cores];
        Arrays.fill(revisions, disk ? board.revision() : 0);
        SnapshotStore store = disk ? shared() : null;
        for (int i = 0; i < cores; i++) {
            hosts.add(new FleetHost(this, i, store));
        }
        topic.hosts(hosts);
    }

    int size() {
        return size;
    }

    int cores() {
        return hosts.size();
    }

    /** Hosts that each simulated one stands for. */
    double each() {
        return size / (double) cores();
    }

    /** One snapshot for all: what is saved afterwards is nobody's. */
    private SnapshotStore shared() {
        Sync first =
                new Sync(SimBoard.NAMESPACE, board.reader, null, change -> Guard.accept(), announcer, counters, time);
        first.refresh(true);
        SnapshotStore.Loaded found =
                new SnapshotStore.Loaded.Found(new SavedSnapshot(first.served().orElseThrow(), time.instant()));
        return new SnapshotStore() {
            @Override
            public Loaded load() {
                return found;
            }

            @Override
            public void save(SavedSnapshot saved, @Nullable Delta delta) {}
        };
    }

    private long within(Duration span) {
        return (long) (random.nextDouble() * span.toNanos());
    }

    /** Lets the fleet run, with leases and queues, its polls and heartbeats spread as they are after a while. */
    Fleet settled() {
        hosts.forEach(host -> time.after(within(Duration.ofMinutes(1)), host::start));
        time.pass(SETTLE);
        return this;
    }

    /** Starts all within a second, with AWS's limits from then on: none is current before it has read the board. */
    void bootTogether() {
        board.small();
        measureReturn();
        hosts.forEach(host -> time.after(within(Duration.ofSeconds(1)), host::start));
    }

    /** Cuts all hosts off the network. Their queues live on until the sweeper removes them. */
    void cutOff() {
        begin();
        table.cut = true;
        hosts.forEach(host -> time.after(within(Duration.ofSeconds(20)), host::receiveInVain));
        time.after(Registrations.QUEUE_LIVES, () -> {
            if (table.cut) {
                registrations.sweep();
                hosts.forEach(host -> host.queueGone = true);
            }
        });
    }

    boolean cut() {
        return table.cut;
    }

    /** The network is back: measured is from now on when each host has all that was committed meanwhile, and its queue again. */
    void reconnect() {
        table.cut = false;
        measureReturn();
    }

    private void measureReturn() {
        begin();
        returning = board.revision();
        applied = new Lags(cores());
        subscribed = new Lags(cores());
        granted.clear();
    }

    /** Measures from now on how long each of so many changes takes to each host. */
    void expect(int changes) {
        begin();
        returning = 0;
        applied = new Lags((long) cores() * changes);
    }

    private void begin() {
        aws.begin();
        bill.begin();
        intake.begin();
        table.polls = 0;
        since = time.seconds();
        base = board.revision();
    }

    /** Commits one, which goes its way. */
    void commit(ChangeSet made, boolean urgent) {
        int revision = (int) made.revision();
        if (revision >= committed.length) {
            committed = Arrays.copyOf(committed, revision * 2);
        }
        committed[revision] = time.seconds();
        topic.committed(made, urgent);
    }

    /** A host serves this revision from now on. */
    void serves(int host, long revision) {
        long before = revisions[host];
        revisions[host] = revision;
        if (before < returning && revision >= returning) {
            applied.add(time.seconds() - since);
        }
        for (long r = Math.max(before, base) + 1; r <= revision; r++) {
            applied.add(time.seconds() - committed[(int) r]);
        }
    }

    /** A host's lease was granted or renewed. */
    void granted(int host) {
        if (!granted.get(host)) {
            granted.set(host);
            subscribed.add(time.seconds() - since);
        }
    }

    /** How long each change took to each host; of a boot or a return, each host to all there was. */
    Lags applied() {
        return applied;
    }

    /** How long each host took to its queue. */
    Lags subscribed() {
        return subscribed;
    }

    /** After how many seconds the last report that came was taken in; not a number while there are more. */
    double reportsIn() {
        return intake.emptied();
    }

    /** How long ago each host last knew that it was current. */
    Lags confirmedAgo() {
        Lags ages = new Lags(cores());
        for (FleetHost host : hosts) {
            double ago = host.confirmedAgo();
            if (Double.isFinite(ago)) {
                ages.add(ago);
            }
        }
        return ages;
    }

    /** What is charged for a change, of so many. */
    double dollars(int changes) {
        return bill.dollars(Math.max(0, aws.reads() - 0.5 * table.polls), each(), changes);
    }
}
