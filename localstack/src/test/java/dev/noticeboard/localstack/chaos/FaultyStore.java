package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import java.io.IOException;

/** A host's disk that is full at times. */
final class FaultyStore implements SnapshotStore {
    private final SnapshotStore store;
    private volatile boolean full;

    FaultyStore(SnapshotStore store) {
        this.store = store;
    }

    void full(boolean now) {
        full = now;
    }

    @Override
    public Loaded load() {
        return store.load();
    }

    @Override
    public void save(SavedSnapshot saved) {
        if (full) {
            throw new StoreException(
                    "cannot save: no space left on device", new IOException("No space left on device"));
        }
        store.save(saved);
    }
}
