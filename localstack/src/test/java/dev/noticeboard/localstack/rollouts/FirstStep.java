package dev.noticeboard.localstack.rollouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The property that rollouts are for (design, section 5): a change that breaks every host at once harms nobody outside the first step's
 * cohort. The fleet is fixed: each host runs, has its lease and is well before the rollout starts. One that joins later and whose
 * bucket is below the share is exposed too, by design. Who is in the cohort need not be exposed: a host that misses the notice may hear of the step
 * and of its end together.
 */
final class FirstStep {
    /** Those that have a first step; with {@code all-at-once} that is everybody. */
    static final List<String> STRATEGIES = List.of("canary-1-10-100", "linear-20-every-6m", "exponential-2x");

    /** In which manners a host breaks: it falls silent at once, it says so, or it falls silent after it said that all is well. */
    static final List<Scenario> SCENARIOS = List.of(Scenario.CRASH, Scenario.UNWELL, Scenario.CRASH_LATER);

    /** Notices may be lost: then a poll tells the host. */
    private static final Duration POLL = Duration.ofSeconds(60);
    /** The conductor's schedule. */
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** For delays of transport and calls. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final Duration HEALTH_CHECK = Duration.ofSeconds(10);
    private static final Duration RESTART = Duration.ofSeconds(15);

    /** Runs one, and asserts the property. */
    static Verdict holds(Scenario scenario, String strategy, int hosts, long seed) {
        Verdict v = new RolloutSimulation(scenario, RolloutTable.strategy(strategy), hosts, seed).run();
        String where = "seed " + seed + " of " + strategy + ", " + scenario.title() + ": " + v.rollout();
        assertEquals(Rollout.State.ROLLED_BACK, v.state(), where);
        assertEquals(1, v.rollout().step(), where);
        assertFalse(v.first().isEmpty(), where);
        assertTrue(v.first().containsAll(v.exposed()), "the first step exposes its cohort alone. " + where);
        assertEquals(v.exposed(), v.harmed(), "the change breaks whomever it reaches. " + where);
        Duration rolledBack = v.rolledBack().orElseThrow();
        Duration back = v.back().orElseThrow(() -> new AssertionError("some host never came back. " + where));
        atMost(latest(scenario, v.rollout()), rolledBack, where);
        atMost(rolledBack.plus(POLL).plus(RESTART), back, where);
        return v;
    }

    private static Duration latest(Scenario scenario, Rollout r) {
        Duration silence = Scenario.firstBake(r.strategy())
                .plusSeconds(r.strategy().graceSeconds())
                .plus(MINUTE);
        return (scenario.defect() == Defect.UNWELL ? POLL.plus(HEALTH_CHECK) : silence).plus(SLACK);
    }

    static void atMost(Duration most, Duration found, String where) {
        assertTrue(found.compareTo(most) <= 0, () -> found + " is more than " + most + ". " + where);
    }

    /** Many seeds at once, told in a line of a table. */
    static String line(Scenario scenario, String strategy, int hosts, int seeds) {
        List<Verdict> verdicts = LongStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> holds(scenario, strategy, hosts, seed))
                .toList();
        int[] harmed =
                verdicts.stream().mapToInt(v -> v.harmed().size()).sorted().toArray();
        List<Duration> times = verdicts.stream()
                .map(v -> v.rolledBack().orElseThrow())
                .sorted()
                .toList();
        return String.join(
                " | ",
                "| " + scenario.title(),
                "`" + strategy + "`",
                RolloutTable.count(seeds),
                harmed[0] + ", " + harmed[harmed.length / 2] + ", " + harmed[harmed.length - 1],
                "0",
                RolloutTable.time(times.get(times.size() / 2)) + ", " + RolloutTable.time(times.get(times.size() - 1))
                        + " |\n");
    }

    private FirstStep() {}
}
