package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.rollout.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom the next step exposes. The cohort is who has a live lease, is exposed and did not say before that its application is not well: an
 * agent that was unwell without the candidate tells nothing about it, so it is exposed but neither counted nor waited for.
 *
 * <p>A step whose cohort would be smaller than {@code minAgents} has its share raised to the lowest that has them, or, in a smaller
 * fleet, all. Shares never shrink: a step that asks for less than a raised one before it keeps that one's.
 */
final class NextStep {
    private final Rollout rollout;
    private final Evidence evidence;
    private final Strategy.Stage stage;

    NextStep(Rollout rollout, Evidence evidence) {
        this.rollout = rollout;
        this.evidence = evidence;
        this.stage = rollout.strategy().stages().get(rollout.step());
    }

    /**
     * The decision to open it, or to wait for agents.
     *
     * @param because what the step before has shown, as a clause; null where nothing came before
     */
    Decision decide(@Nullable String because, Rollout.@Nullable Figures figures) {
        int asked = Math.max(stage.share(), rollout.share());
        if (evidence.live().isEmpty()) {
            return rollout.strategy().bakeByTimeOnly()
                    ? opened(asked, List.of(), sentence(because, to(asked, ""), 0), figures)
                    : new Decision.Stay("no agent has a lease, and the strategy does not bake by time only");
        }
        int before = cohort(asked).size();
        int share = widened(asked, rollout.strategy().minAgents() - before);
        List<String> cohort = cohort(share);
        if (cohort.isEmpty()) {
            return new Decision.Stay("of " + Tally.agents(evidence.live().size())
                    + " with a lease none is well, so none could tell what the step does");
        }
        String note = share == asked
                ? ""
                : " (" + percent(asked) + " has " + before + " of the "
                        + Tally.agents(rollout.strategy().minAgents()) + " it needs)";
        return opened(share, cohort, sentence(because, to(share, note), cohort.size()), figures);
    }

    private Decision opened(int share, List<String> cohort, String reason, Rollout.@Nullable Figures figures) {
        return new Decision.Open(rollout.step() + 1, share, stage.tags(), cohort, reason, figures);
    }

    private List<String> cohort(int share) {
        return evidence.live().entrySet().stream()
                .filter(agent -> Bucket.exposed(rollout.id(), share, stage.tags(), agent.getKey(), agent.getValue()))
                .map(Map.Entry::getKey)
                .filter(evidence::well)
                .sorted()
                .toList();
    }

    private int widened(int share, int lacking) {
        if (lacking <= 0) {
            return share;
        }
        List<Integer> buckets = new ArrayList<>();
        evidence.live().forEach((agent, tags) -> {
            if (evidence.well(agent) && !Bucket.exposed(rollout.id(), share, stage.tags(), agent, tags)) {
                buckets.add(Bucket.of(rollout.id(), agent));
            }
        });
        buckets.sort(Comparator.naturalOrder());
        return buckets.isEmpty() ? share : buckets.get(Math.min(lacking, buckets.size()) - 1) + 1;
    }

    private String sentence(@Nullable String because, String how, int agents) {
        return (because == null ? "" : because + "; ") + "step " + (rollout.step() + 1) + " of " + rollout.steps()
                + " opens to " + how + ", with " + Tally.agents(agents);
    }

    /** Whom it opens to, in words. */
    private String to(int share, String shareNote) {
        int groups = stage.tags().size();
        String tagged = "hosts of " + (groups == 1 ? "1 group" : groups + " groups") + " of tags";
        if (share == 0 && groups > 0) {
            return tagged;
        }
        return percent(share) + shareNote + " of the fleet" + (groups == 0 ? "" : " and " + tagged);
    }

    private static String percent(int share) {
        return Tally.plain(BigDecimal.valueOf(share, 3)) + " %";
    }
}
