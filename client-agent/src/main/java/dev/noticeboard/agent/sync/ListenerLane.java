package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.Listener;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.ValueChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What one listener is still to be told: each change once, in order, one at a time, on its executor. Never blocks on it and
 * never drops: what would be beyond {@value #PENDING} waiting changes is merged into the last of them. Thread-safe.
 */
final class ListenerLane {
    /** Our choice: at some 200 bytes a change, a stuck listener costs well under a megabyte before merging begins. */
    static final int PENDING = 1024;

    private final Scope scope;
    private final Listener listener;
    private final Executor executor;
    private final Counters counters;
    private final Deque<SnapshotChange> pending = new ArrayDeque<>();
    private boolean draining;
    private boolean closed;

    ListenerLane(Scope scope, Listener listener, Executor executor, Counters counters) {
        this.scope = scope;
        this.listener = listener;
        this.executor = executor;
        this.counters = counters;
    }

    void announce(SnapshotChange change) {
        List<ValueChange> covered =
                change.changes().stream().filter(c -> scope.covers(c.name())).toList();
        if (covered.isEmpty()) {
            return;
        }
        synchronized (pending) {
            if (closed) {
                return;
            }
            enqueue(new SnapshotChange(
                    change.namespace(),
                    change.epoch(),
                    change.fromRevision(),
                    change.toRevision(),
                    covered,
                    change.traceparent()));
            if (draining) {
                return;
            }
            draining = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The change stays pending and goes out with the next one.
            counters.count(Counters.Event.LISTENER_FAILURE);
            synchronized (pending) {
                draining = false;
            }
        }
    }

    private void enqueue(SnapshotChange change) {
        if (pending.size() < PENDING) {
            pending.addLast(change);
            return;
        }
        SnapshotChange merged = pending.removeLast().then(change);
        if (!merged.changes().isEmpty()) {
            pending.addLast(merged);
        }
    }

    private void drain() {
        for (SnapshotChange change = next(); change != null; change = next()) {
            try {
                listener.changed(change);
            } catch (Throwable thrown) {
                // Whatever it is, it is the listener's; the next change is still told.
                counters.count(Counters.Event.LISTENER_FAILURE);
            }
        }
    }

    private @Nullable SnapshotChange next() {
        synchronized (pending) {
            SnapshotChange change = pending.pollFirst();
            draining = change != null;
            return change;
        }
    }

    void close() {
        synchronized (pending) {
            closed = true;
            pending.clear();
        }
    }
}
