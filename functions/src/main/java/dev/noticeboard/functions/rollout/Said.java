package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.board.Rollout.Transition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's last report says about the open step of a rollout. Revisions of another epoch say nothing.
 *
 * @param reached whether it has the revision that opened the step, or a later one
 * @param veto the group that it withholds and that holds the rollout's candidates; null for none
 * @param unwell what it says of an application that is not well, with the step in place; null otherwise
 */
record Said(boolean reached, Report.@Nullable Withheld veto, Report.@Nullable Health unwell) {
    static final Said NOTHING = new Said(false, null, null);

    static Said of(Rollout r, @Nullable Report report) {
        if (report == null || r.step() == 0 || !r.epoch().equals(report.epoch())) {
            return NOTHING;
        }
        boolean reached = report.revision() >= opened(r, r.step());
        Optional<Report.Withheld> veto =
                report.withheld().stream().filter(w -> touches(r, w)).findFirst();
        return new Said(reached, veto.orElse(null), reached && !report.health().ok() ? report.health() : null);
    }

    /** Whether it says that the candidates do harm. */
    boolean bad() {
        return veto != null || unwell != null;
    }

    /**
     * The revision that opened a step: from then on a report that has it speaks of the step. Where the item forgot that
     * transition, the oldest that it holds of the step.
     */
    private static long opened(Rollout r, int step) {
        return r.transitions().stream()
                .filter(t -> t.state() == State.BAKING && t.step() == step)
                .mapToLong(Transition::revision)
                .findFirst()
                .orElse(r.revision());
    }

    /**
     * Whether a withheld group holds a candidate. While a rollout is open nothing else can change its parameters, so a group
     * that names one and reaches the rollout's start is about it, also if an earlier step exposed the host. Where
     * names were cut, a group that spans the revision of one of the steps is.
     */
    private static boolean touches(Rollout r, Report.Withheld w) {
        if (w.toRevision() < started(r)) {
            return false;
        }
        Set<String> names = r.candidates().stream().map(c -> c.name().text()).collect(Collectors.toSet());
        if (w.names().stream().anyMatch(names::contains)) {
            return true;
        }
        return w.moreNames() > 0
                && r.transitions().stream()
                        .filter(t -> t.state() == State.BAKING)
                        .anyMatch(t -> w.fromRevision() <= t.revision() && t.revision() <= w.toRevision());
    }

    private static long started(Rollout r) {
        return r.transitions().isEmpty() ? r.revision() : r.transitions().get(0).revision();
    }
}
