package dev.noticeboard.agent.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as it lies on disk.
 *
 * @param snapshot what was served
 * @param confirmedAt when it was last known to be current, by the host's clock; absent if it never was
 * @param knowsRollouts whether it was made by an agent that knew of rollouts, so that those which it does not hold are not open
 */
public record SavedSnapshot(Snapshot snapshot, @Nullable Instant confirmedAt, boolean knowsRollouts) {

    /** One that was made by an agent of today. */
    public SavedSnapshot(Snapshot snapshot, @Nullable Instant confirmedAt) {
        this(snapshot, confirmedAt, true);
    }
}
