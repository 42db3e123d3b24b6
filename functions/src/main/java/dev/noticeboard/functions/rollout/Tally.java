package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.rollout.Alarms.State;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the frozen cohort of the open step. Each agent is one of: it applied the step, it vetoes it, it is silent. Who has no live
 * lease any more is silent, whatever it last said, and so is who said that it applied the step and has missed its heartbeats since; who withholds a candidate vetoes and is not silent. Who applied or vetoes the step may
 * be unhealthy besides. Percentages are of the frozen cohort, in whole numbers and decimals, never rounded.
 */
final class Tally {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Names that a sentence lists. */
    private static final int LISTED = 3;

    private final Rollout rollout;
    private final Strategy strategy;
    private final int cohort;
    private final List<String> silent = new ArrayList<>();
    private final List<String> alarmed;
    private final List<String> missing;
    private final boolean unknown;
    private int applied;
    private int vetoed;
    private int unhealthy;
    private @Nullable String firstVeto;
    private @Nullable String firstUnwell;

    Tally(Rollout rollout, Evidence evidence) {
        this.rollout = rollout;
        this.strategy = rollout.strategy();
        this.cohort = evidence.cohort().size();
        evidence.cohort()
                .forEach(agent -> count(
                        agent,
                        evidence.live().containsKey(agent)
                                ? Said.of(rollout, evidence.reports().get(agent))
                                : Said.NOTHING,
                        evidence.lapsed().contains(agent)));
        this.alarmed = alarms(evidence, State.ALARM);
        this.missing = alarms(evidence, State.MISSING);
        this.unknown = !alarms(evidence, State.UNKNOWN).isEmpty();
    }

    private void count(String agent, Said said, boolean lapsed) {
        Report.Withheld veto = said.veto();
        if (veto != null) {
            vetoed++;
            firstVeto = firstVeto == null ? agent + ": " + veto.reason() : firstVeto;
        } else if (said.reached() && !lapsed) {
            applied++;
        } else {
            silent.add(agent);
        }
        Report.Health unwell = said.unwell();
        if (unwell != null) {
            unhealthy++;
            String words = unwell.detail() == null ? agent : agent + ": " + unwell.detail();
            firstUnwell = firstUnwell == null ? words : firstUnwell;
        }
    }

    private List<String> alarms(Evidence evidence, State state) {
        return strategy.alarms().stream()
                .distinct()
                .filter(name -> evidence.alarms().getOrDefault(name, State.UNKNOWN) == state)
                .toList();
    }

    /** The figures. */
    Rollout.Figures figures() {
        return new Rollout.Figures(cohort, applied, vetoed, unhealthy, silent.size(), alarmed);
    }

    /** Whether there is an alarm that could not be asked. */
    boolean unknown() {
        return unknown;
    }

    /** Whether enough of the cohort is not silent: those who veto or are not well, within their limits, did report. */
    boolean reported() {
        return against(strategy.minReportedPercent(), cohort - silent.size()) >= 0;
    }

    /** Whether a part of the cohort is more (1), as much (0) or less (-1) than a percentage of it. */
    private int against(BigDecimal percent, int part) {
        return BigDecimal.valueOf(part).multiply(HUNDRED).compareTo(percent.multiply(BigDecimal.valueOf(cohort)));
    }

    /** Why the step has failed, whatever the time; empty if it has not. */
    Optional<String> failure() {
        List<String> reasons = new ArrayList<>();
        if (against(strategy.maxVetoedPercent(), vetoed) > 0) {
            reasons.add(of(vetoed) + " vetoed it (limit " + plain(strategy.maxVetoedPercent()) + " %): " + firstVeto);
        }
        if (against(strategy.maxUnhealthyPercent(), unhealthy) > 0) {
            reasons.add(of(unhealthy) + (unhealthy == 1 ? " is" : " are") + " not well (limit "
                    + plain(strategy.maxUnhealthyPercent()) + " %): " + firstUnwell);
        }
        alarmed.forEach(name -> reasons.add("alarm " + name + " is in ALARM"));
        missing.forEach(name -> reasons.add("alarm " + name + " does not exist"));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    /** Why it has failed when bake and grace are over. */
    String silence(int bakeSeconds) {
        String more = silent.size() > LISTED ? " and " + (silent.size() - LISTED) + " more" : "";
        return of(silent.size()) + (silent.size() == 1 ? " was" : " were") + " silent after " + bakeSeconds + " s and "
                + strategy.graceSeconds() + " s of grace (" + plain(strategy.minReportedPercent()) + " % must report): "
                + String.join(", ", silent.subList(0, Math.min(LISTED, silent.size()))) + more;
    }

    /** What those said who were asked. */
    String reports() {
        return cohort == 0
                ? "step " + rollout.step() + " had no agent to ask"
                : of(cohort - silent.size()) + " reported it";
    }

    private String of(int part) {
        return part + " of " + agents(cohort) + " of step " + rollout.step();
    }

    /** Agents, counted. */
    static String agents(int count) {
        return count == 1 ? "1 agent" : count + " agents";
    }

    static String plain(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString();
    }
}
