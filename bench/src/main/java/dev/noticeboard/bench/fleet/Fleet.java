package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in one namespace: its hosts, and the service as they meet it. Where it is large, each simulated host stands for several: all limits are then smaller
 * by that share, so that loads and times are those of the whole. All follows from the seed. For one thread.
 */
final class Fleet {
    static final Duration LEASE = Duration.ofMinutes(15);
    /** After its lease and its grace an agent's queue is removed. */
    static final Duration QUEUE_LIVES = LEASE.plusMinutes(5);

    private static final Duration SETTLE = Duration.ofSeconds(75);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final double NANOS = 1e9;
    /** {@code AgentsEndpoint}: what a refused registration is told. */
    private static final Registrar.RegistrationException THROTTLED =
            new Registrar.RegistrationException("simulated: 429", Duration.ofSeconds(5));

    private static final Registrar.RegistrationException BUSY =
            new Registrar.RegistrationException("simulated: 503", Duration.ofSeconds(1));
    private static final Registrar.RegistrationException UNREACHABLE =
            new Registrar.RegistrationException("simulated: no answer");

    final VirtualTime time = new VirtualTime();
    final Counters counters = new Counters();
    final Announcer announcer = new Announcer(counters);
    final FleetBoard board = new FleetBoard();
    final Bill bill = new Bill();
    final Jitter jitter;
    final TableReads table;
    final Aws aws;
    private final int size;
    private final int cores;
    private final Random random;
    private final FleetHost[] hosts;
    private final long[] revisions;
    private final BitSet queues = new BitSet();
    private final BitSet subscribed = new BitSet();
    private double[] committed = new double[64];
    private long base;
    private Lags applied = new Lags(0);
    private Lags granted = new Lags(0);
    private double since;
    private long backlog;
    private double backlogEnd;
    private long fanOutFree;
    /** The revision that hosts which come back are to reach; 0 while none do. */
    private long returning;

    private boolean topicDown;
    private @Nullable String parked;

    /**
     * Makes one; nobody has started.
     *
     * @param size hosts of the fleet
     * @param cores how many of them are simulated
     * @param disk whether all have a snapshot of the board's state on disk
     */
    Fleet(int size, int cores, boolean disk, long seed) {
        this.size = size;
        this.cores = cores;
        this.random = new Random(seed * 31 + size);
        this.jitter = new Jitter(random);
        this.aws = new Aws(time, cores / (double) size);
        this.table = new TableReads(board, aws, time, jitter);
        this.hosts = new FleetHost[cores];
        this.revisions = new long[cores];
        SnapshotStore store = disk ? shared() : null;
        Arrays.fill(revisions, disk ? board.revision() : 0);
        for (int i = 0; i < cores; i++) {
            hosts[i] = new FleetHost(this, i, store);
        }
        time.after(TICK, this::takeReportsIn);
    }

    int size() {
        return size;
    }

    int cores() {
        return cores;
    }

    /** Hosts that each simulated one stands for. */
    double each() {
        return size / (double) cores;
    }

    /** One snapshot for all: what is saved afterwards is nobody's. */
    private SnapshotStore shared() {
        Sync first = new Sync(SimBoard.NAMESPACE, board.reader, null, c -> dev.noticeboard.agent.Guard.accept(),
                announcer, counters, time);
        first.refresh(true);
        Snapshot snapshot = first.served().orElseThrow();
        SnapshotStore.Loaded found = new SnapshotStore.Loaded.Found(new SavedSnapshot(snapshot, time.instant()));
        return new SnapshotStore() {
            @Override
            public Loaded load() {
                return found;
            }

            @Override
            public void save(SavedSnapshot saved, @Nullable Delta since) {}
        };
    }

    /** Lets the fleet run, with leases and queues, its polls and heartbeats spread as they are after a while. */
    Fleet settled() {
        for (FleetHost host : hosts) {
            time.after(within(Duration.ofMinutes(1)), host::start);
        }
        time.pass(SETTLE);
        return this;
    }

    private long within(Duration span) {
        return (long) (random.nextDouble() * span.toNanos());
    }

    /** Starts all within a second, with AWS's limits from then on: none is current before it has read the board. */
    void bootTogether() {
        board.small();
        measureReturn();
        for (FleetHost host : hosts) {
            time.after(within(Duration.ofSeconds(1)), host::start);
        }
    }

    /** Measures from now on: limits, loads, bill, and how long each change takes to each host. */
    void begin() {
        aws.begin();
        bill.begin();
        table.polls = 0;
        since = time.seconds();
        base = board.revision();
        backlogEnd = since;
    }

    /** @param changes that will be made from now on */
    void expect(int changes) {
        begin();
        returning = 0;
        applied = new Lags((long) cores * changes);
    }

    /** Commits one, which goes its way. */
    void commit(ChangeSet made, boolean urgent) {
        int revision = (int) made.revision();
        if (revision >= committed.length) {
            committed = Arrays.copyOf(committed, revision * 2);
        }
        committed[revision] = time.seconds();
        String notice = SimBoard.notice(made);
        if (urgent) {
            time.after(Aws.FUNCTION.draw(random), () -> publish(notice));
        }
        time.after(Aws.STREAM.draw(random) + Aws.FUNCTION.draw(random), () -> publish(notice));
    }

    private void publish(String notice) {
        if (topicDown || !aws.take(Quota.PUBLISH, aws.share())) {
            parked = notice;
            return;
        }
        bill.published(notice.getBytes(StandardCharsets.UTF_8).length);
        double rate = Quota.FAN_OUT.perSecond() * aws.share();
        long begin = Math.max(time.nanos(), fanOutFree);
        int rank = 0;
        for (FleetHost host : hosts) {
            if (subscribed.get(host.number())) {
                long turn = begin - time.nanos() + (long) (NANOS * ++rank / rate);
                time.after(turn + Aws.TOPIC.draw(random), () -> deliver(host, notice));
            }
        }
        fanOutFree = begin + (long) (NANOS * rank / rate);
    }

    private void deliver(FleetHost host, String notice) {
        aws.take(Quota.FAN_OUT, 1);
        bill.delivered();
        time.after(Aws.QUEUE.draw(random), () -> host.receive(notice));
    }

    /** SNS is lost, or is back: then the re-drive publishes the newest that was parked. */
    void topicDown(boolean down) {
        topicDown = down;
        String newest = parked;
        if (!down && newest != null) {
            parked = null;
            time.after(Aws.FUNCTION.draw(random), () -> publish(newest));
        }
    }

    /** Cuts all hosts off the network. Their queues live on until the sweeper removes them. */
    void cutOff() {
        table.cut = true;
        for (FleetHost host : hosts) {
            time.after(within(Duration.ofSeconds(20)), host::receiveInVain);
        }
        time.after(QUEUE_LIVES, () -> {
            if (table.cut) {
                queues.clear();
                subscribed.clear();
                for (FleetHost host : hosts) {
                    host.queueGone = true;
                }
            }
        });
    }

    /** The network is back: measured is from now on when each host has all that was committed meanwhile, and its queue again. */
    void reconnect() {
        table.cut = false;
        measureReturn();
    }

    private void measureReturn() {
        begin();
        returning = board.revision();
        applied = new Lags(cores);
        granted = new Lags(cores);
    }

    boolean cut() {
        return table.cut;
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
        if (!subscribed.get(host)) {
            subscribed.set(host);
            granted.add(time.seconds() - since);
        }
    }

    Registrar registrar(FleetHost host) {
        return new Registrar() {
            @Override
            public Registration register(Namespace namespace, String agentId, Registration.Request request) {
                if (table.cut) {
                    throw UNREACHABLE;
                }
                lease(host.number());
                return new Registration(
                        agentId, namespace, "queue", time.instant().plus(LEASE), LEASE.toSeconds(), "reports");
            }

            @Override
            public void remove(Namespace namespace, String agentId) {
                throw new IllegalStateException("simulated hosts do not leave");
            }
        };
    }

    /** What the agents function does, call by call: see docs/queue-life.md. */
    private void lease(int host) {
        boolean renews = subscribed.get(host);
        if (!aws.take(Quota.API, 1) || !aws.take(Quota.LAMBDA, renews ? Aws.RENEWS : Aws.REGISTERS)) {
            throw THROTTLED;
        }
        if (!aws.take(Quota.LEASE_READS, 1) || !aws.take(Quota.LEASE_WRITES, 1)) {
            throw BUSY;
        }
        if (!renews) {
            if (!queues.get(host)) {
                if (!aws.take(Quota.CREATE_QUEUE, 1)) {
                    throw THROTTLED;
                }
                queues.set(host);
            }
            if (!aws.take(Quota.SUBSCRIBE, 1)) {
                throw THROTTLED;
            }
            if (!aws.take(Quota.LEASE_WRITES, 1)) {
                throw BUSY;
            }
        }
    }

    /** A report was sent. */
    void reported() {
        if (table.cut) {
            throw UNREACHABLE;
        }
        bill.reported();
        backlog++;
    }

    /** The reports function takes in what its partitions grant. */
    private void takeReportsIn() {
        time.after(TICK, this::takeReportsIn);
        boolean had = backlog > 0;
        for (long room = Math.min(backlog, aws.room(Quota.LEASE_READS, Quota.REPORT_WRITES)); room > 0; room--) {
            aws.take(Quota.LEASE_READS, 1);
            aws.take(Quota.REPORT_WRITES, 1);
            backlog--;
        }
        if (had && backlog == 0) {
            backlogEnd = time.seconds();
        }
    }

    /** How long each change took to each host; of a boot, each host to its first snapshot. */
    Lags applied() {
        return applied;
    }

    /** How long each host took to its lease. */
    Lags granted() {
        return granted;
    }

    /** After how many seconds the last report that came was taken in; not a number while there are more. */
    double reportsIn() {
        return backlog > 0 ? Double.NaN : backlogEnd - since;
    }

    /** How long ago each host last knew that it was current. */
    Lags confirmedAgo() {
        Lags ages = new Lags(cores);
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
