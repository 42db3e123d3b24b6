package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The staged exposure of a change set (design, section 5), as its item holds it. Every write of the item is part of a commit.
 *
 * <pre>
 *              start                 bake over, cohort well                last bake over, cohort well
 *  (no rollout) ───> advancing ─────────> baking ─────> advancing … baking ───────────────> complete
 *                        │  the step opens   │
 *                        │                   └ veto, unhealthy, silent, alarm ─> rolling-back ─> rolled-back
 *                        └──────── abort, or an urgent write ─> aborted        (exposed hosts are back)
 * </pre>
 *
 * A rollout is open while it is advancing or baking, paused or not; in every other state its candidates are either stable or
 * withdrawn, and its parameters are free.
 *
 * @param namespace where
 * @param id its name: the id of the change set that started it
 * @param epoch the epoch that its revisions count in
 * @param revision of its newest transition; every write of the item is conditional on the one before
 * @param state where it stands
 * @param pausedAt since when it does not advance by itself; absent where it is not paused. A paused one still rolls back
 * @param strategyName the strategy's name; absent for one that was given inline
 * @param strategy as it was when the rollout started
 * @param candidates what it exposes
 * @param step which of the strategy's steps is open, or opened last: 1, 2, 3 …; 0 before the first
 * @param share hosts of a lower bucket are exposed; in thousandths of a percent
 * @param tags hosts that have all tags of one of these groups are exposed too
 * @param by who started it
 * @param why the reason given
 * @param startedAt when it started
 * @param since from when the open step has been baking, or the roll-back is waited for: pauses are left out
 * @param cohortId under which name the open step's cohort was frozen; absent before the first
 * @param cohort how many agents are in it
 * @param transitions the newest {@value #TRANSITIONS}, oldest first
 */
public record Rollout(
        Namespace namespace,
        String id,
        String epoch,
        long revision,
        State state,
        @Nullable Instant pausedAt,
        @Nullable String strategyName,
        Strategy strategy,
        List<Candidate> candidates,
        int step,
        int share,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, String>> tags,
        String by,
        @Nullable String why,
        Instant startedAt,
        Instant since,
        @Nullable String cohortId,
        int cohort,
        List<Transition> transitions) {
    /** Transitions that the item holds. Our choice: twice the most steps, and hand-made ones beside; the change log has all. */
    public static final int TRANSITIONS = 60;

    @JsonCreator
    public Rollout {
        candidates = List.copyOf(candidates);
        tags = tags == null ? List.of() : List.copyOf(tags);
        transitions = List.copyOf(transitions);
    }

    /** Where a rollout stands. */
    public enum State {
        /** The next step is to be opened. */
        @JsonProperty("advancing")
        ADVANCING("advancing", true),
        /** A step is open and watched. */
        @JsonProperty("baking")
        BAKING("baking", true),
        /** The candidates are stable. */
        @JsonProperty("complete")
        COMPLETE("complete", false),
        /** The candidates are withdrawn; exposed hosts have yet to say that they are back. */
        @JsonProperty("rolling-back")
        ROLLING_BACK("rolling-back", false),
        /** The candidates are withdrawn, and the exposed hosts are back or were waited for. */
        @JsonProperty("rolled-back")
        ROLLED_BACK("rolled-back", false),
        /** The candidates were withdrawn by hand. */
        @JsonProperty("aborted")
        ABORTED("aborted", false);

        private final String label;
        private final boolean open;

        State(String label, boolean open) {
            this.label = label;
            this.open = open;
        }

        /** The word that stands in JSON. */
        public String label() {
            return label;
        }

        /** Whether the candidates are still candidates. */
        public boolean open() {
            return open;
        }

        /** Whether nothing follows. */
        public boolean ended() {
            return !open && this != ROLLING_BACK;
        }
    }

    /**
     * A parameter under rollout.
     *
     * @param name which
     * @param version the candidate
     * @param tombstone whether the candidate deletes it
     * @param stable the version that those who are not exposed have; 0 where the parameter does not exist
     */
    public record Candidate(ParameterName name, long version, boolean tombstone, long stable) {}

    /**
     * A change of the rollout.
     *
     * @param revision that it made
     * @param at when, by the writer's clock
     * @param state where the rollout stood then
     * @param paused whether it was paused then
     * @param step the open step then
     * @param share the share then
     * @param by who decided
     * @param reason why
     * @param figures what the decision rests on; absent where nothing was counted
     */
    public record Transition(
            long revision,
            Instant at,
            State state,
            boolean paused,
            int step,
            int share,
            String by,
            String reason,
            @Nullable Figures figures) {}

    /**
     * What a decision rests on.
     *
     * @param cohort agents in the open step's frozen cohort
     * @param applied of those, how many reported that they applied it, whatever else they said
     * @param vetoed how many withhold it
     * @param unhealthy how many reported that their application is not well
     * @param silent how many did not report it, or are gone
     * @param alarms the alarms that were in the state ALARM
     */
    public record Figures(int cohort, int applied, int vetoed, int unhealthy, int silent, List<String> alarms) {
        public Figures {
            alarms = alarms == null ? List.of() : List.copyOf(alarms);
        }
    }

    /** Whether its candidates are still candidates. */
    public boolean open() {
        return state.open();
    }

    /** Its newest transition; every rollout that a commit wrote has one. */
    public Optional<Transition> newest() {
        return transitions.isEmpty() ? Optional.empty() : Optional.of(transitions.get(transitions.size() - 1));
    }

    /** How many steps there are. */
    public int steps() {
        return strategy.stages().size();
    }

    /** The same after a transition, which also gives state, step, share and revision. */
    public Rollout after(Transition t, @Nullable Instant pausedAtThen, Instant sinceThen) {
        List<Transition> all = new ArrayList<>(transitions);
        all.add(t);
        return new Rollout(
                namespace,
                id,
                epoch,
                t.revision,
                t.state,
                pausedAtThen,
                strategyName,
                strategy,
                candidates,
                t.step,
                t.share,
                tags,
                by,
                why,
                startedAt,
                sinceThen,
                cohortId,
                cohort,
                all.subList(Math.max(0, all.size() - TRANSITIONS), all.size()));
    }

    /** The same with the open step's tags and frozen cohort. */
    public Rollout exposing(List<Map<String, String>> groups, @Nullable String frozen, int agents) {
        return new Rollout(
                namespace,
                id,
                epoch,
                revision,
                state,
                pausedAt,
                strategyName,
                strategy,
                candidates,
                step,
                share,
                groups,
                by,
                why,
                startedAt,
                since,
                frozen,
                agents,
                transitions);
    }

    /** How long the open step has been baking, pauses left out. */
    public Duration baked(Instant now) {
        return Duration.between(since, pausedAt == null ? now : pausedAt);
    }
}
