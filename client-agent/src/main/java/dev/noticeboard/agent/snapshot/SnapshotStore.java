package dev.noticeboard.agent.snapshot;

import org.jspecify.annotations.Nullable;

/** Where the last known good snapshot of one namespace survives a restart. Called by one thread at a time; load comes first. */
public interface SnapshotStore {

    /** What a load found. */
    sealed interface Loaded {
        /** A whole, undamaged snapshot: the last that was saved. */
        record Found(SavedSnapshot saved) implements Loaded {}

        /** There is none yet, or only of other parameters than are to be kept. */
        record Nothing() implements Loaded {}

        /** There was something, but it cannot be used, not even in part; it has been set aside. */
        record Damaged(String reason) implements Loaded {}

        /**
         * There is one, but a later save failed: serving it could go back behind what was served.
         *
         * @param revision that later one's
         */
        record Outdated(long revision) implements Loaded {}
    }

    /** The snapshot saved last. @throws StoreException if it cannot be told whether there is one */
    Loaded load();

    /**
     * Replaces what was saved, whole or not at all. A failed save leaves a note, as far as that can be had, so that the next
     * {@link #load} does not take the older snapshot for the last.
     *
     * @param since how it differs from what was saved, or would have been saved, by the call before; null where that is not known
     * @throws StoreException if it was not saved
     */
    void save(SavedSnapshot saved, @Nullable Delta since);

    /** The store failed: the message names the file and the cause, never a value. */
    final class StoreException extends RuntimeException {
        public StoreException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
