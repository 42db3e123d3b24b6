package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.Listener;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Tells each listener, on a lane of its own, of the changes in its scope. Thread-safe. */
public final class Announcer {
    private final Counters counters;
    private final List<ListenerLane> lanes = new CopyOnWriteArrayList<>();

    public Announcer(Counters counters) {
        this.counters = counters;
    }

    /** Tells this listener of what changes from now on, on this executor, until the subscription is closed. */
    public Subscription add(Scope scope, Listener listener, Executor executor) {
        ListenerLane lane = new ListenerLane(scope, listener, executor, counters);
        lanes.add(lane);
        return () -> {
            lanes.remove(lane);
            lane.close();
        };
    }

    void announce(SnapshotChange change) {
        lanes.forEach(lane -> lane.announce(change));
    }
}
