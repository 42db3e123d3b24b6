package dev.noticeboard.agent.report;

import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.api.Report;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
     * @param traceparent the trace of the newest change set in it; absent where none is known
     * @return whether it is something new: an older revision of the same epoch is the late voice of another thread
     */
    boolean serves(Snapshot snapshot, @Nullable String traceparent, Instant now) {
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
            applied.add(new Report.Applied(snapshot.revision(), now, traceparent));
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

    /** The newest few with their traces: a report has its bounds. */
    List<Report.Applied> applied() {
        List<Report.Applied> told = new ArrayList<>();
        int older = applied.size() - Report.TRACES;
        for (Report.Applied entry : applied) {
            boolean bare = told.size() < older;
            told.add(bare ? new Report.Applied(entry.revision(), entry.at()) : entry);
        }
        return told;
    }

    List<Withheld> withheld() {
        return withheld;
    }
}
