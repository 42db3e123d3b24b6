package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.Optional;

/** A disk that survives crashes, and may be made to fail, or to be where a crash happens. For one thread. */
public final class SimDisk implements SnapshotStore {

    /** The process ends here; not an exception that anything in it may handle. */
    public static final class Crash extends Error {
        Crash() {
            super("simulated crash", null, false, false);
        }
    }

    /** Where, around the next save, the process ends. */
    public enum CrashAt {
        NOWHERE,
        BEFORE_SAVE,
        /** What is saved is not served yet. */
        AFTER_SAVE
    }

    private Optional<SavedSnapshot> saved = Optional.empty();
    public CrashAt crash = CrashAt.NOWHERE;
    public boolean fails;
    /** Called as a save begins: what other threads see then. */
    public Runnable meanwhile = () -> {};

    @Override
    public Loaded load() {
        return saved.<Loaded>map(Loaded.Found::new).orElseGet(Loaded.Nothing::new);
    }

    @Override
    public void save(SavedSnapshot snapshot) {
        meanwhile.run();
        CrashAt where = crash;
        crash = CrashAt.NOWHERE;
        if (where == CrashAt.BEFORE_SAVE) {
            throw new Crash();
        }
        if (fails) {
            throw new StoreException("the simulated disk is full", new IOException("simulated"));
        }
        saved = Optional.of(snapshot);
        if (where == CrashAt.AFTER_SAVE) {
            throw new Crash();
        }
    }

    /** What a restart would find. */
    public Optional<SavedSnapshot> saved() {
        return saved;
    }
}
