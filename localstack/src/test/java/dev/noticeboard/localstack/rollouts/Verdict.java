package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.schemas.board.Rollout;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated rollout went. Times are from the start of the rollout.
 *
 * @param rollout as it was at the end
 * @param hosts how many there were
 * @param first the agents of the first step's frozen cohort
 * @param exposed hosts that ever served the candidate
 * @param harmed hosts that it hurt
 * @param toRollBack until the roll-back was committed; absent if there was none
 * @param toBack until the last of the exposed hosts ran on the stable value; absent if there was no roll-back, or they never did
 * @param toComplete until it was complete; absent if it was not
 */
record Verdict(
        Rollout rollout,
        int hosts,
        Set<String> first,
        Set<String> exposed,
        Set<String> harmed,
        @Nullable Duration toRollBack,
        @Nullable Duration toBack,
        @Nullable Duration toComplete) {
    Verdict {
        first = Set.copyOf(first);
        exposed = Set.copyOf(exposed);
        harmed = Set.copyOf(harmed);
    }

    Rollout.State state() {
        return rollout.state();
    }

    /** How many hosts were harmed that were not in the first step's cohort. */
    long harmedOutside() {
        return harmed.stream().filter(id -> !first.contains(id)).count();
    }

    Optional<Duration> rolledBack() {
        return Optional.ofNullable(toRollBack);
    }

    Optional<Duration> back() {
        return Optional.ofNullable(toBack);
    }

    Optional<Duration> completed() {
        return Optional.ofNullable(toComplete);
    }
}
