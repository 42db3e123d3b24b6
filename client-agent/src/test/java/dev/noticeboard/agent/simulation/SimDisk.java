package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.SavedSnapshot;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.SnapshotStore;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.schemas.name.ParameterName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private boolean outdated;
    private long revision;
    public CrashAt crash = CrashAt.NOWHERE;
    public boolean fails;
    /** Called as a save begins: what other threads see then. */
    public Runnable meanwhile = () -> {};

    @Override
    public Loaded load() {
        return outdated
                ? new Loaded.Outdated(revision)
                : saved.<Loaded>map(Loaded.Found::new).orElseGet(Loaded.Nothing::new);
    }

    /** What the delta makes of what was saved before: a delta that says too little shows after a restart. */
    private static SavedSnapshot with(SavedSnapshot before, SavedSnapshot after, Delta since) {
        List<Target> targets = new ArrayList<>();
        since.set().forEach(v -> targets.add(Target.put(v)));
        since.removed().forEach(n -> targets.add(Target.tombstone(new ParameterName(n), 1)));
        Snapshot a = after.snapshot();
        Snapshot b = before.snapshot().with(targets);
        return new SavedSnapshot(
                b.at(a.epoch(), a.revision(), since.withheld() ? a.withheld() : b.withheld())
                        .holding(since.rollouts().applied(b.rollouts())),
                after.confirmedAt());
    }

    @Override
    public void save(SavedSnapshot snapshot, @Nullable Delta since) {
        meanwhile.run();
        CrashAt where = crash;
        crash = CrashAt.NOWHERE;
        if (where == CrashAt.BEFORE_SAVE) {
            throw new Crash();
        }
        if (fails) {
            outdated = true;
            revision = snapshot.snapshot().revision();
            throw new StoreException("the simulated disk is full", new IOException("simulated"));
        }
        saved = Optional.of(since == null || saved.isEmpty() ? snapshot : with(saved.get(), snapshot, since));
        outdated = false;
        if (where == CrashAt.AFTER_SAVE) {
            throw new Crash();
        }
    }

    /** What a restart would find. */
    public Optional<SavedSnapshot> saved() {
        return saved;
    }
}
