package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts who serves a revision. An agent that has the revision withholds it if a group that its guards refused reaches across it: what was
 * refused before and has nothing to do with it does not count. For one thread.
 */
final class FleetCensus {
    private final long revision;
    private final @Nullable Head head;
    private final @Nullable Instant committedAt;
    private final List<Convergence.Behind> behind = new ArrayList<>();
    private final List<Convergence.Withheld> withheld = new ArrayList<>();
    private final List<Convergence.Unhealthy> unhealthy = new ArrayList<>();
    private final List<Long> millis = new ArrayList<>();
    private int live;
    private int serving;

    /** @param entry of the revision; null where the log no longer has it, or never had one */
    FleetCensus(long revision, @Nullable Head head, @Nullable ChangeSet entry) {
        this.revision = revision;
        this.head = head;
        this.committedAt = entry == null ? null : entry.at();
    }

    /** Counts an agent with a live lease; to be called in the order of ids. */
    void add(String agentId, Optional<KeptReport> kept) {
        live++;
        kept.map(KeptReport::report)
                .filter(r -> !r.health().ok())
                .ifPresent(r -> unhealthy.add(
                        new Convergence.Unhealthy(agentId, r.health().detail())));
        if (head == null || revision == 0) {
            // Before the first change there is nothing that an agent could lack.
            serving++;
            return;
        }
        // Revisions of another epoch count another history.
        Optional<Report> comparable =
                kept.map(KeptReport::report).filter(r -> head.epoch().equals(r.epoch()));
        Optional<Report> there = comparable.filter(r -> r.reached(head.epoch(), revision));
        if (there.isEmpty()) {
            behind.add(new Convergence.Behind(
                    agentId,
                    comparable.map(Report::revision).orElse(null),
                    kept.map(k -> k.report().state()).orElse(null),
                    kept.map(KeptReport::sent).orElse(null)));
            return;
        }
        Optional<Report.Withheld> refused = there.get().withheld().stream()
                .filter(w -> w.fromRevision() <= revision && revision <= w.toRevision())
                .findFirst();
        if (refused.isPresent()) {
            withheld.add(new Convergence.Withheld(agentId, refused.get()));
            return;
        }
        serving++;
        Instant applied = there.get().appliedAt(revision);
        if (applied != null && committedAt != null) {
            millis.add(Math.max(0, Duration.between(committedAt, applied).toMillis()));
        }
    }

    /** The result. */
    Convergence result(Namespace namespace) {
        return new Convergence(
                namespace,
                revision,
                head == null ? 0 : head.revision(),
                committedAt,
                behind.isEmpty() && withheld.isEmpty(),
                live,
                serving,
                behind.size(),
                withheld.size(),
                unhealthy.size(),
                first(behind),
                first(withheld),
                first(unhealthy),
                times());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), Convergence.LISTED));
    }

    private Convergence.@Nullable Times times() {
        if (millis.isEmpty()) {
            return null;
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return new Convergence.Times(
                sorted.size(), percentile(sorted, 50), percentile(sorted, 99), sorted.get(sorted.size() - 1));
    }

    /** By nearest rank: the least value that so many of a hundred do not exceed. */
    private static long percentile(List<Long> sorted, int percent) {
        int rank = (int) (((long) sorted.size() * percent + 99) / 100);
        return sorted.get(rank - 1);
    }
}
