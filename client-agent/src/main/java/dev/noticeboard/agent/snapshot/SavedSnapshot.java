package dev.noticeboard.agent.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as it lies on disk.
 *
 * @param snapshot what was served
 * @param confirmedAt when it was last known to be current, by the host's clock; absent if it never was
 */
public record SavedSnapshot(Snapshot snapshot, @Nullable Instant confirmedAt) {}
