package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.rollout.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout exposes a change set to a growing share of the fleet, and when it gives up. What is absent in JSON has the default
 * that is named here. Ranges are checked where a strategy is accepted, not here.
 *
 * @param steps the steps in order, 1 to {@value #STEPS}, the last of them 100 %; empty where {@code growth} makes them
 * @param growth makes the steps; absent where {@code steps} lists them
 * @param bakeSeconds how long each step is watched before the next, 0 to 86,400; default 600
 * @param finalBakeSeconds how long the last step is watched before the rollout is complete, 0 to 86,400; default 600
 * @param graceSeconds how long after the bake a report is waited for before its agent counts as failed, 0 to 3,600; default 60
 * @param minReportedPercent how much of a step's cohort must report that it applied the step, 0 to 100; default 100
 * @param minAgents how many leased agents a step must have; one with fewer is widened; 1 to 10,000; default 1
 * @param bakeByTimeOnly whether a fleet without any lease is given the steps by time alone, with nobody to say that it failed
 * @param maxVetoedPercent how much of a cohort may veto, 0 to 100; default 0
 * @param maxUnhealthyPercent how much of a cohort may report that its application is not well, 0 to 100; default 0
 * @param alarms names of CloudWatch alarms, up to {@value #ALARMS}: one in the state ALARM fails the rollout
 */
public record Strategy(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Step> steps,
        @Nullable Growth growth,
        Integer bakeSeconds,
        Integer finalBakeSeconds,
        Integer graceSeconds,
        BigDecimal minReportedPercent,
        Integer minAgents,
        Boolean bakeByTimeOnly,
        BigDecimal maxVetoedPercent,
        BigDecimal maxUnhealthyPercent,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> alarms) {
    /** Steps of a strategy. Our choice: 1 % at a time for the first fifth is already more than anybody watches. */
    public static final int STEPS = 25;
    /** Alarms of a strategy. Source: CloudWatch's {@code DescribeAlarms} takes 100 names; ten are more than AppConfig's five. */
    public static final int ALARMS = 10;

    @JsonCreator
    // Absent in what people send.
    public Strategy {
        steps = steps == null ? List.of() : List.copyOf(steps);
        bakeSeconds = bakeSeconds == null ? 600 : bakeSeconds;
        finalBakeSeconds = finalBakeSeconds == null ? 600 : finalBakeSeconds;
        graceSeconds = graceSeconds == null ? 60 : graceSeconds;
        minReportedPercent = minReportedPercent == null ? BigDecimal.valueOf(100) : minReportedPercent;
        minAgents = minAgents == null ? 1 : minAgents;
        bakeByTimeOnly = bakeByTimeOnly != null && bakeByTimeOnly;
        maxVetoedPercent = maxVetoedPercent == null ? BigDecimal.ZERO : maxVetoedPercent;
        maxUnhealthyPercent = maxUnhealthyPercent == null ? BigDecimal.ZERO : maxUnhealthyPercent;
        alarms = alarms == null ? List.of() : List.copyOf(alarms);
    }

    /** A strategy of these steps, all else at its default. */
    public static Strategy with(
            List<Step> steps,
            @Nullable Growth growth,
            @Nullable Integer bakeSeconds,
            @Nullable Integer finalBakeSeconds) {
        return new Strategy(
                steps,
                growth,
                bakeSeconds == null ? 600 : bakeSeconds,
                finalBakeSeconds == null ? 600 : finalBakeSeconds,
                60,
                BigDecimal.valueOf(100),
                1,
                false,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of());
    }

    /**
     * One step; by tags, by share, or by both.
     *
     * @param tags hosts that have all of these tags are exposed, whatever their bucket; absent for none
     * @param percent the share of the fleet, more than 0 to 100, in thousandths; absent for what the step before had
     * @param bakeSeconds how long this step is watched; absent for the strategy's
     */
    public record Step(
            @Nullable Map<String, String> tags,
            @Nullable BigDecimal percent,
            @Nullable Integer bakeSeconds) {}

    /** How steps grow. */
    public enum Kind {
        /** By the same share each time: 20, 40, 60, 80, 100. */
        @JsonProperty("linear")
        LINEAR,
        /** By the same factor each time: 1, 2, 4 … 64, 100. */
        @JsonProperty("exponential")
        EXPONENTIAL
    }

    /**
     * Makes steps.
     *
     * @param kind how they grow
     * @param percent the first step's share, and, where it is linear, that by which each grows; more than 0 to 100
     * @param factor by what each grows, where it is exponential, more than 1 to 100; absent for 2
     */
    public record Growth(
            Kind kind, BigDecimal percent, @Nullable BigDecimal factor) {}

    /**
     * A step as it is carried out.
     *
     * @param share in thousandths of a percent, 0 to {@value Bucket#BUCKETS}
     * @param tags groups of tags: a host that has all tags of one of them is exposed
     * @param bakeSeconds how long it is watched
     */
    public record Stage(int share, List<Map<String, String>> tags, int bakeSeconds) {
        public Stage {
            tags = List.copyOf(tags);
        }
    }

    /** The steps as they are carried out: each contains the one before, and the last has its own bake. */
    public List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        List<Map<String, String>> tags = new ArrayList<>();
        int share = 0;
        for (Step step : growth == null ? steps : grown(growth)) {
            if (step.tags() != null) {
                tags.add(step.tags());
            }
            share = step.percent() == null ? share : Math.max(share, share(step.percent()));
            stages.add(new Stage(share, tags, step.bakeSeconds() == null ? bakeSeconds : step.bakeSeconds()));
        }
        if (!stages.isEmpty()) {
            Stage last = stages.remove(stages.size() - 1);
            stages.add(new Stage(last.share(), last.tags(), finalBakeSeconds));
        }
        return stages;
    }

    private static List<Step> grown(Growth growth) {
        List<Step> grown = new ArrayList<>();
        BigDecimal whole = BigDecimal.valueOf(100);
        BigDecimal factor = growth.factor() == null ? BigDecimal.valueOf(2) : growth.factor();
        BigDecimal percent = growth.percent();
        while (percent.compareTo(whole) < 0 && grown.size() < STEPS) {
            grown.add(new Step(null, percent, null));
            percent = growth.kind() == Kind.LINEAR ? percent.add(growth.percent()) : percent.multiply(factor);
        }
        grown.add(new Step(null, whole, null));
        return grown;
    }

    /** A percentage as a share. */
    public static int share(BigDecimal percent) {
        return percent.movePointRight(3).intValue();
    }
}
