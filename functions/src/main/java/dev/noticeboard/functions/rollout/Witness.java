package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.fleet.Lease;
import dev.noticeboard.functions.fleet.LiveFleet;
import dev.noticeboard.schemas.board.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gathers what a decision rests on. Thread-safe. */
final class Witness {
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
        return new Evidence(
                live.values().stream().collect(Collectors.toMap(Lease::agentId, Lease::hostTags)),
                fleet.reports(r.namespace(), live, Decider.opens(r, now) ? live.keySet() : cohort),
                cohort,
                !r.open() || r.strategy().alarms().isEmpty()
                        ? Map.of()
                        : alarms.states(r.strategy().alarms()));
    }
}
