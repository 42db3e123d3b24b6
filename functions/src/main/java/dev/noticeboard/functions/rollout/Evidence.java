package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.api.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a decision about a rollout rests on.
 *
 * @param live the host tags of each agent that has a live lease, by agent id
 * @param reports the last report of live agents, by agent id, sent by the lease's holder; of the cohort, and of all where
 *     {@link Decider#opens} says so
 * @param cohort the frozen cohort of the open step; empty before the first
 * @param alarms the state of each alarm that the strategy names
 * @param lapsed live agents whose last report is older than an exposed host's heartbeats allow
 */
public record Evidence(
        Map<String, Map<String, String>> live,
        Map<String, Report> reports,
        List<String> cohort,
        Map<String, Alarms.State> alarms,
        Set<String> lapsed) {
    public Evidence {
        live = Map.copyOf(live);
        reports = Map.copyOf(reports);
        cohort = List.copyOf(cohort);
        alarms = Map.copyOf(alarms);
        lapsed = Set.copyOf(lapsed);
    }

    /** Whether the agent did not say that its application is not well. */
    boolean well(String agentId) {
        Report report = reports.get(agentId);
        return report == null || report.health().ok();
    }
}
