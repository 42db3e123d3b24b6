package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures from kept reports how long changes take to their hosts, and when hosts begin to withhold some.
 *
 * <p>A report repeats what the agent said before, so only what is new against the report that it replaces counts. When a revision was committed stands in the change
 * log: it is read once for each function instance, not for each report. An agent that was away when a change was committed, such as one that was just started on an
 * old disk, says nothing about propagation; so an agent counts only if the report before was sent shortly before the commit, or after it. Thread-safe.
 */
public final class Propagation implements ReportListener {
    /** Three times the heartbeat of an agent with a lease of the default length. */
    private static final Duration SILENCE = Duration.ofMinutes(15);
    /** Commits remembered: the 20 newest, which reports tell of, of 50 namespaces that change at once. */
    private static final int COMMITS = 1000;

    private final BoardStore store;
    private final Measures measures;
    private final Map<Place, Optional<Commit>> commits = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Optional<Commit>> eldest) {
            return size() > COMMITS;
        }
    };

    private record Place(Namespace namespace, long revision) {}

    private record Commit(String epoch, Instant at) {}

    /** Looks commits up in this store. */
    public Propagation(BoardStore store, Measures measures) {
        this.store = store;
        this.measures = measures;
    }

    @Override
    public void kept(List<Kept> batch) {
        for (Kept kept : batch) {
            Report report = kept.report();
            KeptReport before = kept.before();
            if (!report.withheld().isEmpty()
                    && (before == null
                            || !report.withheld().equals(before.report().withheld()))) {
                measures.count(Measure.WITHHELD_REPORTS);
            }
            if (before != null
                    && report.epoch() != null
                    && report.epoch().equals(before.report().epoch())) {
                report.applied().stream()
                        .filter(applied -> applied.revision() > before.report().revision())
                        .forEach(applied -> measure(report, applied, before.sent()));
            }
        }
    }

    private void measure(Report report, Report.Applied applied, Instant lastHeard) {
        commit(new Place(report.namespace(), applied.revision()))
                .filter(commit -> commit.epoch().equals(report.epoch()))
                .filter(commit -> !lastHeard.plus(SILENCE).isBefore(commit.at()))
                .ifPresent(
                        commit -> measures.take(Measure.PROPAGATION_TIME, Duration.between(commit.at(), applied.at())));
    }

    private Optional<Commit> commit(Place place) {
        synchronized (commits) {
            Optional<Commit> known = commits.get(place);
            if (known != null) {
                return known;
            }
        }
        Optional<ChangeSet> entry = store.changeSet(place.namespace(), place.revision());
        Optional<Commit> read = entry.map(e -> new Commit(e.epoch(), e.at()));
        synchronized (commits) {
            commits.put(place, read);
        }
        return read;
    }
}
