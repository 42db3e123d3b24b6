package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    /** What an operator wants served in the board's place, by full name. Guarded by this. */
    private Map<String, String> overrides = Map.of();

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
            } else if (loaded instanceof SnapshotStore.Loaded.Outdated outdated) {
                diskFailed("what is on disk is older than revision " + outdated.revision()
                        + ", which was served and could not be saved");
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
        served = loaded.overriddenBy(overrides);
        return true;
    }

    /**
     * Saves, serves and tells.
     *
     * @param changes what differs from the board's snapshot before, for the listeners
     * @param delta the same for the disk; absent where it is not known
     * @param traceparent the trace of the newest change set in it; absent where none is known
     */
    void publish(Snapshot next, List<ValueChange> changes, @Nullable Delta delta, @Nullable String traceparent) {
        save(next, delta);
        Snapshot previous = swap(next);
        if (previous == null) {
            return;
        }
        // What is overridden before and after does not change, whatever the board says beneath.
        List<ValueChange> noticed = changes.stream()
                .filter(c -> !previous.overridden().contains(c.name().text()))
                .toList();
        announce(previous, next, noticed, traceparent);
    }

    /**
     * Serves these texts in the board's place from now on, and the board's where there was one of them before.
     *
     * @param board what is served beneath; absent if nothing is yet
     */
    void override(Map<String, String> texts, @Nullable Snapshot board) {
        Snapshot before;
        Snapshot after;
        Set<String> names = new TreeSet<>(texts.keySet());
        synchronized (this) {
            names.addAll(overrides.keySet());
            overrides = Map.copyOf(texts);
            before = served;
            if (before == null || board == null) {
                return;
            }
            after = board.overriddenBy(overrides);
            served = after;
        }
        List<ValueChange> changes = names.stream()
                .map(n -> new ValueChange(
                        new ParameterName(n),
                        before.values().get(n),
                        after.values().get(n)))
                .filter(ValueChange::effective)
                .toList();
        announce(before, after, changes, null);
    }

    private void announce(Snapshot before, Snapshot after, List<ValueChange> changes, @Nullable String traceparent) {
        if (!changes.isEmpty()) {
            announcer.announce(new SnapshotChange(
                    after.namespace(), after.epoch(), before.revision(), after.revision(), changes, traceparent));
        }
    }

    /** What was loaded is not what the agent goes on from: the next save must be of the whole. */
    void differsFromSaved() {
        unsaved = true;
    }

    /** Tries again what the disk refused last time. */
    void saveIfUnsaved(Snapshot current) {
        if (unsaved) {
            save(current, null);
        }
    }

    private synchronized @Nullable Snapshot swap(Snapshot next) {
        Snapshot previous = served;
        served = next.overriddenBy(overrides);
        return previous;
    }

    private void save(Snapshot next, @Nullable Delta delta) {
        if (store == null) {
            return;
        }
        try {
            store.save(new SavedSnapshot(next, health.confirmedAt().orElse(null)), unsaved ? null : delta);
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
