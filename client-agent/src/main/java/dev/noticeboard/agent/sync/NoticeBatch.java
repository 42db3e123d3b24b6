package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The notices of one receive, sorted into what each of them calls for. They are taken in the order of revisions, so that
 * a queue that swaps neighbours makes no gap.
 */
final class NoticeBatch {
    private final List<Arrived> arrived = new ArrayList<>();
    private final Set<Integer> handled = new HashSet<>();
    private final List<ChangeSet> run = new ArrayList<>();
    private final List<Arrived> inRun = new ArrayList<>();
    private final List<Arrived> ofOtherEpoch = new ArrayList<>();
    private final List<Arrived> toRead = new ArrayList<>();
    /** Whether one was met that the host cannot follow. */
    private boolean lost;

    private record Arrived(int place, Notice notice) {}

    private NoticeBatch() {}

    /** Counts and drops what is no notice of this namespace; the log will tell whatever it tried to. */
    static NoticeBatch parse(List<String> bodies, Namespace namespace, Counters counters) {
        NoticeBatch batch = new NoticeBatch();
        for (int place = 0; place < bodies.size(); place++) {
            try {
                Notice notice = WellFormed.notice(Json.readTolerant(bodies.get(place), Notice.class), namespace);
                batch.arrived.add(new Arrived(place, notice));
            } catch (MalformedException e) {
                counters.count(Counters.Event.REJECTED_NOTICE);
                batch.handled.add(place);
            }
        }
        batch.arrived.sort(Comparator.comparingLong(a -> a.notice.revision()));
        return batch;
    }

    /** Decides for each notice what it calls for, from where the agent is. */
    void sort(@Nullable Snapshot state, ChangeSets changeSets, Counters counters) {
        HostView view = state == null ? null : changeSets.view(state);
        for (Arrived a : arrived) {
            if (state == null || view == null) {
                toRead.add(a);
            } else if (!a.notice.epoch().equals(state.epoch())) {
                ofOtherEpoch.add(a);
            } else {
                sortKnown(a, state.revision() + run.size(), changeSets, view, counters);
            }
        }
    }

    private void sortKnown(Arrived a, long reached, ChangeSets changeSets, HostView view, Counters counters) {
        ChangeSet changeSet = a.notice.changeSet();
        if (a.notice.revision() <= reached) {
            counters.count(Counters.Event.DUPLICATE);
            handled.add(a.place);
        } else if (a.notice.revision() > reached + 1) {
            counters.count(Counters.Event.GAP);
            toRead.add(a);
        } else if (changeSet != null && !lost && changeSets.complete(changeSet) && follows(view, changeSet)) {
            run.add(changeSet);
            inRun.add(a);
        } else {
            toRead.add(a);
        }
    }

    private boolean follows(HostView view, ChangeSet changeSet) {
        lost = view.follow(changeSet).isEmpty();
        return !lost;
    }

    /** Change sets that follow the agent's revision without a gap. */
    List<ChangeSet> run() {
        return run;
    }

    void runApplied() {
        inRun.forEach(a -> handled.add(a.place));
    }

    /** A notice of another epoch that has a spread waits for its read: every agent of the fleet reads all of the namespace then. */
    boolean mustLookAtOtherEpoch() {
        return spread(ofOtherEpoch) == 0;
    }

    void otherEpochSettled() {
        ofOtherEpoch.forEach(a -> handled.add(a.place));
    }

    /** The newest revision of the known epoch that a read is owed for. */
    OptionalLong newest() {
        return toRead.stream().mapToLong(a -> a.notice.revision()).max();
    }

    boolean mustReadNow() {
        return spread(toRead) == 0;
    }

    private static long spread(List<Arrived> some) {
        return some.stream().mapToLong(a -> a.notice.spreadMillis()).min().orElse(Long.MAX_VALUE);
    }

    /** @param state where the agent is now */
    void readDone(ReadResult result, @Nullable Snapshot state, Counters counters) {
        for (Arrived a : toRead) {
            boolean reached = state != null
                    && (!state.epoch().equals(a.notice.epoch()) || state.revision() >= a.notice.revision());
            if (reached) {
                handled.add(a.place);
            } else if (result instanceof ReadResult.AtHead) {
                // The board, read consistently, has no such revision.
                counters.count(Counters.Event.REJECTED_NOTICE);
                handled.add(a.place);
            }
        }
    }

    NoticesResult result() {
        long spread = Long.MAX_VALUE;
        for (List<Arrived> some : List.of(toRead, ofOtherEpoch)) {
            if (!some.isEmpty() && spread(some) > 0) {
                spread = Math.min(spread, spread(some));
                some.forEach(a -> handled.add(a.place));
            }
        }
        return new NoticesResult(handled, spread == Long.MAX_VALUE ? null : Duration.ofMillis(spread));
    }
}
