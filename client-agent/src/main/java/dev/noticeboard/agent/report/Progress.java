package dev.noticeboard.agent.report;

import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.api.Report;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent serves and since when: the part of a report that comes from its snapshots. Of what it had when it first served
 * it does not tell since when. Guarded by its owner.
 */
final class Progress {
    private final Deque<Report.Applied> applied = new ArrayDeque<>();
    private @Nullable String epoch;
    private long revision;
    private long after;
    private List<Withheld> withheld = List.of();

    /**
     * Takes in what is served from now on.
     *
     * @return whether it is something new: an older revision of the same epoch is the late voice of another thread
     */
    boolean serves(Snapshot snapshot, Instant now) {
        boolean sameEpoch = snapshot.epoch().equals(epoch);
        if (sameEpoch && snapshot.revision() < revision) {
            return false;
        }
        if (sameEpoch && snapshot.revision() == revision) {
            boolean changed = !withheld.equals(snapshot.withheld());
            withheld = snapshot.withheld();
            return changed;
        }
        if (sameEpoch) {
            applied.add(new Report.Applied(snapshot.revision(), now));
            if (applied.size() > Report.APPLIED) {
                after = applied.remove().revision();
            }
        } else {
            applied.clear();
            after = snapshot.revision();
        }
        epoch = snapshot.epoch();
        revision = snapshot.revision();
        withheld = snapshot.withheld();
        return true;
    }

    @Nullable String epoch() {
        return epoch;
    }

    long revision() {
        return revision;
    }

    long appliedAfter() {
        return after;
    }

    List<Report.Applied> applied() {
        return List.copyOf(applied);
    }

    List<Withheld> withheld() {
        return withheld;
    }
}
