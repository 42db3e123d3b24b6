package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.snapshot.ValueChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of a change on its way to the application: save, swap, tell. In this order, so that a restart never
 * serves what is older than what was served; a disk that fails is counted and does not stop the change.
 */
final class Serving {
    private final @Nullable SnapshotStore store;
    private final Announcer announcer;
    private final Counters counters;
    private final Health health;
    private volatile @Nullable Snapshot served;
    private boolean unsaved;

    Serving(@Nullable SnapshotStore store, Announcer announcer, Counters counters, Health health) {
        this.store = store;
        this.announcer = announcer;
        this.counters = counters;
        this.health = health;
    }

    /** What the application sees: one volatile read. */
    @Nullable Snapshot served() {
        return served;
    }

    /** The snapshot saved before the restart, if there is a good one. */
    Optional<SavedSnapshot> load() {
        if (store == null) {
            return Optional.empty();
        }
        try {
            SnapshotStore.Loaded loaded = store.load();
            if (loaded instanceof SnapshotStore.Loaded.Damaged damaged) {
                diskFailed(damaged.reason());
            }
            return loaded instanceof SnapshotStore.Loaded.Found found ? Optional.of(found.saved()) : Optional.empty();
        } catch (SnapshotStore.StoreException e) {
            diskFailed(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Serves this unless something is served already. */
    synchronized boolean serveIfNothing(Snapshot loaded) {
        if (served != null) {
            return false;
        }
        served = loaded;
        return true;
    }

    /** @param changes what differs from the snapshot before, for the listeners */
    void publish(Snapshot next, List<ValueChange> changes) {
        save(next);
        Snapshot previous = swap(next);
        if (previous != null && !changes.isEmpty()) {
            announcer.announce(
                    new SnapshotChange(next.namespace(), next.epoch(), previous.revision(), next.revision(), changes));
        }
    }

    /** Tries again what the disk refused last time. */
    void saveIfUnsaved(Snapshot current) {
        if (unsaved) {
            save(current);
        }
    }

    private synchronized @Nullable Snapshot swap(Snapshot next) {
        Snapshot previous = served;
        served = next;
        return previous;
    }

    private void save(Snapshot next) {
        if (store == null) {
            return;
        }
        try {
            store.save(new SavedSnapshot(next, health.confirmedAt().orElse(null)));
            unsaved = false;
            health.diskWorked();
        } catch (SnapshotStore.StoreException e) {
            unsaved = true;
            diskFailed(String.valueOf(e.getMessage()));
        }
    }

    private void diskFailed(String why) {
        counters.count(Counters.Event.DISK_FAILURE);
        health.diskFailed(why);
    }
}
