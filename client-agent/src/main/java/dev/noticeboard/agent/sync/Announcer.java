package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.Listener;
import dev.noticeboard.agent.SnapshotChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of changes: each once, in order, one at a time, on their executor. Never blocks on them and never
 * drops: what would be beyond {@value #PENDING} waiting changes is merged into the last of them. Thread-safe.
 */
final class Announcer {
    /** Our choice: at some 200 bytes a change, a stuck listener costs well under a megabyte before merging begins. */
    static final int PENDING = 1024;

    private final List<Listener> listeners;
    private final Executor executor;
    private final Counters counters;
    private final Deque<SnapshotChange> pending = new ArrayDeque<>();
    private boolean draining;

    Announcer(List<Listener> listeners, Executor executor, Counters counters) {
        this.listeners = List.copyOf(listeners);
        this.executor = executor;
        this.counters = counters;
    }

    void announce(SnapshotChange change) {
        if (listeners.isEmpty()) {
            return;
        }
        synchronized (pending) {
            enqueue(change);
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
            for (Listener listener : listeners) {
                tell(listener, change);
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

    private void tell(Listener listener, SnapshotChange change) {
        try {
            listener.changed(change);
        } catch (Throwable thrown) {
            // Whatever it is, it is the listener's; the next one is still told.
            counters.count(Counters.Event.LISTENER_FAILURE);
        }
    }
}
