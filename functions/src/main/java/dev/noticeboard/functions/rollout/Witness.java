package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.fleet.KeptReport;
import dev.noticeboard.functions.fleet.Lease;
import dev.noticeboard.functions.fleet.LiveFleet;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what a decision rests on. Thread-safe. */
final class Witness {
    /** An exposed host's heartbeats: one may be lost, and one be on its way. */
    private static final int HEARTBEATS = 3;

    private static final Duration LAPSE = Duration.ofSeconds((long) HEARTBEATS * Report.EXPOSED_HEARTBEAT_SECONDS);

    private final RolloutStore store;
    private final LiveFleet fleet;
    private final Alarms alarms;

    Witness(RolloutStore store, LiveFleet fleet, Alarms alarms) {
        this.store = store;
        this.fleet = fleet;
        this.alarms = alarms;
    }

    /** @param live the live leases of the rollout's namespace */
    Evidence evidence(Rollout r, Map<String, Lease> live, Instant now) {
        List<String> cohort = new ArrayList<>();
        if (r.cohortId() != null) {
            store.cohort(r, r.cohortId(), cohort::add);
        }
        Map<String, KeptReport> kept =
                fleet.reports(r.namespace(), live, Decider.opens(r, now) ? live.keySet() : cohort);
        return new Evidence(
                live.values().stream().collect(Collectors.toMap(Lease::agentId, Lease::hostTags)),
                kept.values().stream()
                        .map(KeptReport::report)
                        .collect(Collectors.toMap(Report::agentId, Function.identity())),
                cohort,
                !r.open() || r.strategy().alarms().isEmpty()
                        ? Map.of()
                        : alarms.states(r.strategy().alarms()),
                kept.entrySet().stream()
                        .filter(each -> each.getValue().sent().isBefore(now.minus(LAPSE)))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }
}
