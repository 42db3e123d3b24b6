package dev.noticeboard.agent.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent knows of its own freshness. Written by the sync core, read by anyone without waiting. */
public final class Health {
    private volatile @Nullable Instant confirmedAt;
    private volatile @Nullable String readError;
    private volatile @Nullable String diskError;
    private volatile long known;

    /** The agent had all that the board had at this moment: before the read that showed it was sent. */
    void confirmed(Instant sent, long revision) {
        Instant before = confirmedAt;
        if (before == null || sent.isAfter(before)) {
            confirmedAt = sent;
        }
        known = revision;
    }

    void restored(@Nullable Instant confirmed) {
        confirmedAt = confirmed;
    }

    void readWorked() {
        readError = null;
    }

    void readFailed(String why) {
        readError = why;
    }

    void diskWorked() {
        diskError = null;
    }

    void diskFailed(String why) {
        diskError = why;
    }

    /** The board is said to have this revision. Called under the core's lock. */
    void heardOf(long revision) {
        if (revision > known) {
            known = revision;
        }
    }

    /** Revisions count anew. */
    void otherEpoch(long revision) {
        known = revision;
    }

    /** When the agent last knew that it was current. */
    public Optional<Instant> confirmedAt() {
        return Optional.ofNullable(confirmedAt);
    }

    /** Why the last read failed, if it did. */
    public Optional<String> readError() {
        return Optional.ofNullable(readError);
    }

    /** Why the last save failed, if it did. */
    public Optional<String> diskError() {
        return Optional.ofNullable(diskError);
    }

    /** The newest revision that the agent has heard of. */
    public long known() {
        return known;
    }
}
