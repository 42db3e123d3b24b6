package dev.noticeboard.agent.snapshot;

/** Where the last known good snapshot of one namespace survives a restart. Called by one thread at a time. */
public interface SnapshotStore {

    /** What a load found. */
    sealed interface Loaded {
        /** A whole, undamaged snapshot. */
        record Found(SavedSnapshot saved) implements Loaded {}

        /** There is none yet. */
        record Nothing() implements Loaded {}

        /** There was something, but it cannot be used, not even in part; it has been set aside. */
        record Damaged(String reason) implements Loaded {}
    }

    /** The snapshot saved last. @throws StoreException if it cannot be told whether there is one */
    Loaded load();

    /** Replaces what was saved, whole or not at all. @throws StoreException if it was not saved */
    void save(SavedSnapshot saved);

    /** The store failed: the message names the file and the cause, never a value. */
    final class StoreException extends RuntimeException {
        public StoreException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
