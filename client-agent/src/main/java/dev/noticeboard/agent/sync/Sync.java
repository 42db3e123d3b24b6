package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which one namespace is kept current. It has no threads and no timers: the receive loop brings notices, the
 * refresh loop asks for reads, one lock makes them take turns. So there is no queue inside that could overflow.
 *
 * <h2>The rules</h2>
 *
 * <p>The agent is at (epoch, R), and everything is compared with that, never with a clock or a parameter's version. Nothing
 * that a transport does to a notice matters, because a notice does only one of two things: if it carries R+1 it is
 * applied, and whatever else it says is only a reason to read the change log. The log is the truth; push is how to be
 * early, and the poll, which asks whether or not a notice came, is how to be sure.
 *
 * <p><b>Reading the log.</b> The entries after R must run from R+1 to the head that came with them. What runs on from R is
 * applied, since an entry, once there, is committed for good. If something is missing before the head, the eventually
 * consistent read may have met a replica that lags, so the log is read again, consistently, from where the first read
 * led. A hole that is there even then is real: retention took the entry, and only a new snapshot leads on. The
 * loop ends because every turn in consistent mode either moves R or ends in a snapshot. Values that a change
 * set keeps by reference are part of the entry: where the history does not have them, the entry counts as missing.
 *
 * <p><b>What confirms.</b> Only an answer whose head is exactly where the agent is then. Its moment is that before the read was
 * sent: anything later may have been committed while the answer travelled. A head older than R comes from a
 * lagging replica: no error, no confirmation, and no way back. An answer without a head, or one that cannot be understood, is a failed
 * read; it changes nothing.
 *
 * <p><b>Another epoch</b> in a notice or an answer may be the late voice of an old one, or a restored table whose
 * revisions count anew. The head, read consistently, decides. If it says the known epoch, the stray is ignored. If it says another, revisions
 * of the two cannot be compared, and a new snapshot is taken.
 *
 * <p><b>A snapshot within the known epoch</b> must not be older than R, and must account for every name that the agent has, at
 * least by a tombstone, since tombstones are never purged. One that does neither was read in part, or is not of this
 * board, and counts as failed.
 *
 * <p><b>Rollouts</b> (design, section 5) are followed in the log like all else: a snapshot holds the candidates of those that are
 * open, and serves them if the host is exposed ({@link HostView}). An entry about a rollout that the snapshot should hold and does
 * not cannot be followed, so a new snapshot is taken.
 *
 * <p><b>Serving</b> is last: guards are asked ({@link Offering}), the result is saved, swapped in by one write, and told
 * ({@link Serving}).
 *
 * <p>Thread-safe. {@link #served} never waits; the other methods may, for a read or a guard.
 */
public final class Sync {
    /** Is told what is served from now on. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Takes note of what is served now.
         *
         * @param traceparent the trace of the newest change set in it; absent where none is known
         */
        void serves(Snapshot snapshot, @Nullable String traceparent);
    }

    private final Namespace namespace;
    private final BoardReader reader;
    private final ChangeSets changeSets;
    private final FirstSnapshot firstSnapshot;
    private final Offering offering;
    private final Serving serving;
    private final Counters counters;
    private final Clock clock;
    private final Health health = new Health();
    private final ReentrantLock lock = new ReentrantLock();
    /** What notices and reads build on: what is served, or was loaded and will be. Guarded by the lock. */
    private @Nullable Snapshot state;
    /** Told of every snapshot right after it is served, under the lock. */
    private volatile Observer observer = (snapshot, traceparent) -> {};
    /** What was found on disk at the start. */
    private volatile @Nullable Snapshot loaded;

    private volatile boolean closed;
    /** Whether what was loaded may lack rollouts that are open. Guarded by the lock. */
    private boolean owesSnapshot;

    /**
     * @param store where snapshots survive a restart; none if absent
     * @param announcer tells the listeners; their executors must not run tasks in the calling thread for longer than the
     *     agent may wait
     */
    public Sync(
            Namespace namespace,
            BoardReader reader,
            @Nullable SnapshotStore store,
            Judge judge,
            Announcer announcer,
            Counters counters,
            Clock clock) {
        this(namespace, PrefixFilter.ALL, HostIdentity.UNNAMED, reader, store, judge, announcer, counters, clock);
    }

    /**
     * As the other one, for a part of the namespace, on a host that rollouts know.
     *
     * @param filter what the agent keeps; the rest is neither held nor offered to guards, and moves the revision only
     * @param host by which rollouts tell who is exposed
     */
    public Sync(
            Namespace namespace,
            PrefixFilter filter,
            HostIdentity host,
            BoardReader reader,
            @Nullable SnapshotStore store,
            Judge judge,
            Announcer announcer,
            Counters counters,
            Clock clock) {
        this.namespace = namespace;
        this.reader = reader;
        this.changeSets = new ChangeSets(reader, filter, host);
        this.firstSnapshot = new FirstSnapshot(namespace, reader, changeSets, host, clock);
        this.offering = new Offering(judge, changeSets, counters);
        this.serving = new Serving(store, announcer, counters, health);
        this.counters = counters;
        this.clock = clock;
    }

    /** The snapshot that the application sees; empty until there is one. */
    public Optional<Snapshot> served() {
        return Optional.ofNullable(serving.served());
    }

    /** As {@link #served}, for the hot path: one volatile read and no allocation. */
    public @Nullable Snapshot servedNow() {
        return serving.served();
    }

    /** Tells this of every snapshot that is served from now on, at once, also where only the revision moves. It must not wait. */
    public void observe(Observer told) {
        observer = told;
    }

    /**
     * Takes in nothing more: a read that comes back late must not save over what the next agent of this directory has saved. Does
     * not wait; what is served stays served.
     */
    public void close() {
        closed = true;
    }

    /** What the agent knows of its own freshness. */
    public Health health() {
        return health;
    }

    /** Takes up the last snapshot from disk, without serving it yet. Called once, first. Returns whether there is one. */
    public boolean load() {
        lock.lock();
        try {
            Optional<SavedSnapshot> saved = serving.load();
            saved.ifPresent(s -> {
                state = asThisHost(s.snapshot());
                owesSnapshot = !s.knowsRollouts();
                Instant confirmed = s.confirmedAt();
                // One in the future is the work of a clock that was wrong: it would pass for fresher than any real one.
                health.restored(confirmed == null || confirmed.isAfter(clock.instant()) ? null : confirmed);
                health.heardOf(s.snapshot().revision());
            });
            loaded = state;
            return saved.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** Whom a rollout exposes depends on the host's tags, which may be others than before the restart. */
    private Snapshot asThisHost(Snapshot saved) {
        Optional<Offering.Outcome> outcome = offering.reexpose(saved);
        if (outcome.isEmpty()) {
            return saved;
        }
        serving.differsFromSaved();
        return outcome.get().next();
    }

    /** Serves what {@link #load} found, unless something newer is served by now. Never waits. */
    public boolean serveLoaded() {
        Snapshot found = loaded;
        return found != null && serving.serveIfNothing(found);
    }

    /**
     * Reads what the board has after the revision that the agent is at, or all of it where the agent has nothing.
     *
     * @param consistent whether a lagging replica will not do: the board is known to have something newer
     */
    public ReadResult refresh(boolean consistent) {
        lock.lock();
        try {
            return read(() -> catchUp(consistent));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Serves these texts in the board's place, instead of those of the call before. They are neither saved nor shown to guards;
     * listeners are told what differs, at an unchanged revision. Waits for a read or a guard in progress.
     *
     * @param texts by full name
     */
    public void override(Map<String, String> texts) {
        lock.lock();
        try {
            serving.override(texts, state);
        } finally {
            lock.unlock();
        }
    }

    /** Takes in messages from the queue, in any order. */
    public NoticesResult onNotices(List<String> bodies) {
        NoticeBatch batch = NoticeBatch.parse(bodies, namespace, counters);
        lock.lock();
        try {
            batch.sort(state, changeSets, counters);
            if (!batch.run().isEmpty()) {
                apply(batch.run(), Counters.Event.APPLIED_BY_PUSH);
                batch.runApplied();
            }
            if (batch.mustLookAtOtherEpoch() && !(read(this::otherEpoch) instanceof ReadResult.Failed)) {
                batch.otherEpochSettled();
            }
            batch.newest().ifPresent(health::heardOf);
            if (batch.mustReadNow()) {
                ReadResult result = read(() -> catchUp(true));
                batch.readDone(result, state, counters);
            }
            return batch.result();
        } finally {
            lock.unlock();
        }
    }

    private ReadResult catchUp(boolean asConsistent) {
        boolean consistent = asConsistent;
        while (true) {
            Snapshot base = state;
            if (base == null || owesSnapshot) {
                return takeSnapshot();
            }
            if (!closed) {
                serving.saveIfUnsaved(base);
            }
            Instant sent = clock.instant();
            BoardReader.LogAnswer answer = reader.readLog(namespace, base.revision(), consistent);
            Head head = answer.head();
            if (head == null) {
                throw new BoardReadException("the change log of " + namespace + " was answered without its head");
            }
            WellFormed.head(head, namespace);
            answer.entries().forEach(e -> WellFormed.changeSet(e, namespace));
            if (!head.epoch().equals(base.epoch())
                    || answer.entries().stream().anyMatch(e -> !e.epoch().equals(base.epoch()))) {
                return otherEpoch();
            }
            health.heardOf(head.revision());
            List<ChangeSet> there = changeSets.resolve(ChangeSets.contiguous(answer.entries(), base.revision()));
            List<ChangeSet> run = changeSets.followed(base, there);
            if (!run.isEmpty()) {
                apply(run, Counters.Event.APPLIED_BY_POLL);
            }
            if (run.size() < there.size()) {
                return takeSnapshot();
            }
            long reached = base.revision() + run.size();
            if (head.revision() == reached) {
                health.confirmed(sent, reached);
                return new ReadResult.AtHead(reached);
            }
            if (head.revision() < reached) {
                return new ReadResult.Unconfirmed(reached);
            }
            counters.count(Counters.Event.HOLE);
            if (consistent && run.isEmpty()) {
                return takeSnapshot();
            }
            consistent = true;
        }
    }

    private ReadResult otherEpoch() {
        Snapshot base = state;
        Head head = reader.readHead(namespace)
                .orElseThrow(() -> new BoardReadException("the head of " + namespace + " is gone"));
        WellFormed.head(head, namespace);
        if (base != null && head.epoch().equals(base.epoch())) {
            counters.count(Counters.Event.UNCONFIRMED_EPOCH);
            return new ReadResult.Unconfirmed(base.revision());
        }
        return takeSnapshot();
    }

    private ReadResult takeSnapshot() {
        Snapshot base = state;
        FirstSnapshot.Taken taken = firstSnapshot.take();
        Snapshot fresh = taken.snapshot();
        counters.count(Counters.Event.SNAPSHOT);
        owesSnapshot = false;
        if (base == null) {
            put(new Offering.Outcome(fresh, List.of(), null), taken.traceparent());
        } else {
            if (fresh.epoch().equals(base.epoch())) {
                refuseLesser(base, taken);
            } else {
                health.otherEpoch(fresh.revision());
            }
            put(offering.replace(base, fresh), taken.traceparent());
        }
        health.heardOf(fresh.revision());
        if (!taken.atHead()) {
            return new ReadResult.Unconfirmed(fresh.revision());
        }
        health.confirmed(taken.sent(), fresh.revision());
        return new ReadResult.AtHead(fresh.revision());
    }

    private void refuseLesser(Snapshot base, FirstSnapshot.Taken taken) {
        if (taken.snapshot().revision() < base.revision()) {
            throw new BoardReadException(namespace + " was read at revision "
                    + taken.snapshot().revision() + ", but has been at " + base.revision() + " in the same epoch");
        }
        long lost = base.values().keySet().stream()
                .filter(name -> !taken.names().contains(name))
                .count();
        if (lost > 0) {
            throw new BoardReadException(namespace + " was read in part: " + lost + " parameters have no item");
        }
    }

    private void apply(List<ChangeSet> run, Counters.Event how) {
        Snapshot base = state;
        if (base == null) {
            throw new IllegalStateException("nothing to apply change sets to");
        }
        put(offering.apply(base, run), run.get(run.size() - 1).traceparent());
        counters.add(how, run.size());
    }

    private void put(Offering.Outcome outcome, @Nullable String traceparent) {
        if (closed) {
            throw new BoardReadException("the agent for " + namespace + " is closed");
        }
        serving.publish(outcome.next(), outcome.changes(), outcome.delta(), traceparent);
        state = outcome.next();
        observer.serves(outcome.next(), traceparent);
    }

    private ReadResult read(Supplier<ReadResult> body) {
        try {
            ReadResult result = body.get();
            health.readWorked();
            return result;
        } catch (CancellationException closing) {
            throw closing;
        } catch (BoardReadException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (MalformedException e) {
            return failed("malformed item of " + namespace + ": " + e.field() + " " + e.getMessage());
        } catch (RuntimeException e) {
            // Whatever a reader throws, values stay; its message may quote one.
            return failed("reading " + namespace + " failed: " + e.getClass().getName());
        }
    }

    private ReadResult failed(String why) {
        counters.count(Counters.Event.FAILED_READ);
        health.readFailed(why);
        return new ReadResult.Failed(why);
    }
}
