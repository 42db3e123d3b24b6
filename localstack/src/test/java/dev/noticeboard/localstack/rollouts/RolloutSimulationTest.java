package dev.noticeboard.localstack.rollouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollouts to small fleets of real agents by the real conductor, each over several seeds; {@code localstack/rollouts} does 10,000 agents. */
@DisplayName("Simulated rollouts (design.md section 5)")
class RolloutSimulationTest {
    private static final String ALL_AT_ONCE = "all-at-once";
    private static final String CANARY = "canary-1-10-100";
    private static final String LINEAR = "linear-20-every-6m";
    private static final String EXPONENTIAL = "exponential-2x";
    private static final int HOSTS = 120;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    /** What a step may be late by: the conductor's next minute, and its call. */
    private static final Duration LATE = Duration.ofSeconds(62);

    private static Verdict run(Scenario scenario, String strategy, long seed) {
        return new RolloutSimulation(scenario, RolloutTable.strategy(strategy), HOSTS, seed).run();
    }

    private static void each(int seeds, Consumer<Long> body) {
        for (long seed = 1; seed <= seeds; seed++) {
            body.accept(seed);
        }
    }

    private static void between(Duration least, Duration most, Duration found) {
        assertTrue(
                found.compareTo(least) >= 0 && found.compareTo(most) <= 0,
                () -> found + " is not within " + least + " and " + most);
    }

    private static Duration afterFirst(Strategy s) {
        return Scenario.firstBake(s);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_AT_ONCE, CANARY, LINEAR, EXPONENTIAL})
    void goodChange_whenNothingIsWrong_completesWhenItsBakesAreOver(String strategy) {
        Strategy s = RolloutTable.strategy(strategy);
        each(3, seed -> {
            Verdict v = run(Scenario.GOOD, strategy, seed);
            assertEquals(Rollout.State.COMPLETE, v.state());
            assertEquals(HOSTS, v.exposed().size());
            assertEquals(Set.of(), v.harmed());
            Duration latest =
                    Scenario.bakes(s).plus(LATE.multipliedBy(s.stages().size()));
            between(Scenario.bakes(s), latest, v.completed().orElseThrow());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY, LINEAR, EXPONENTIAL})
    void changeThatBreaksAll_whenItIsRolledOut_harmsTheFirstStepsCohortAlone(String strategy) {
        each(6, seed -> FirstStep.SCENARIOS.forEach(s -> FirstStep.holds(s, strategy, HOSTS, seed)));
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY, LINEAR, EXPONENTIAL})
    void changeThatGuardsRefuse_whenItIsRolledOut_endsWithinSecondsAndIsServedNowhere(String strategy) {
        each(5, seed -> {
            Verdict v = run(Scenario.VETO, strategy, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            assertEquals(1, v.rollout().step());
            assertEquals(Set.of(), v.exposed());
            FirstStep.atMost(MINUTE.plusSeconds(10), v.rolledBack().orElseThrow(), strategy);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_AT_ONCE, CANARY, LINEAR, EXPONENTIAL})
    void changeThatBreaksSome_whenItMeetsThem_isRolledBackByTheirSilence(String strategy) {
        each(3, seed -> {
            Verdict v = run(Scenario.SOME, strategy, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            assertFalse(v.harmed().isEmpty());
            assertTrue(v.exposed().containsAll(v.harmed()));
            assertTrue(v.back().isPresent());
        });
    }

    @Test
    void changeThatBreaksTaggedHosts_whenTheyComeFirst_meetsNobodyElse() {
        Set<String> tagged = Set.of("host-00000", "host-00100");
        each(5, seed -> {
            Verdict v = run(Scenario.TAGGED, RolloutTable.TAGS_FIRST, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            assertEquals(tagged, v.first());
            assertEquals(tagged, v.exposed());
            assertEquals(tagged, v.harmed());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY, LINEAR, EXPONENTIAL})
    void slowPoison_whenTheSecondStepIsOpen_isRolledBackBeforeItWorksThere(String strategy) {
        Duration works = afterFirst(RolloutTable.strategy(strategy)).plusMinutes(2);
        each(5, seed -> {
            Verdict v = run(Scenario.POISON, strategy, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            assertEquals(2, v.rollout().step());
            assertEquals(0, v.harmedOutside());
            between(works, works.plus(MINUTE).plusSeconds(20), v.rolledBack().orElseThrow());
        });
    }

    @Test
    void slowPoison_whenAllAreExposedAtOnce_comesTooLate() {
        Verdict v = run(Scenario.POISON, ALL_AT_ONCE, 1);
        assertEquals(Rollout.State.COMPLETE, v.state());
        assertEquals(HOSTS, v.harmed().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_AT_ONCE, CANARY, LINEAR, EXPONENTIAL})
    void reports_whenAllAreLost_areSilence(String strategy) {
        Strategy s = RolloutTable.strategy(strategy);
        Duration silence = afterFirst(s).plusSeconds(s.graceSeconds());
        each(3, seed -> {
            Verdict v = run(Scenario.SILENCE, strategy, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            assertEquals(v.first(), v.exposed());
            between(silence, silence.plus(LATE), v.rolledBack().orElseThrow());
            assertTrue(v.back().isPresent());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY, LINEAR, EXPONENTIAL})
    void conductor_whenItIsDownForTenMinutes_rollsBackLaterAndHarmsNobodyElse(String strategy) {
        each(3, seed -> {
            Verdict v = run(Scenario.OUTAGE, strategy, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            assertEquals(v.first(), v.exposed());
            assertEquals(v.first(), v.harmed());
            between(OUTAGE, OUTAGE.plusSeconds(2).plus(LATE), v.rolledBack().orElseThrow());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_AT_ONCE, CANARY, LINEAR, EXPONENTIAL})
    void goodChange_whenTheConductorIsDownForTenMinutes_completesLater(String strategy) {
        Strategy s = RolloutTable.strategy(strategy);
        Verdict v = run(Scenario.GOOD_OUTAGE, strategy, 1);
        assertEquals(Rollout.State.COMPLETE, v.state());
        Duration latest =
                Scenario.bakes(s).plus(LATE.multipliedBy(s.stages().size())).plus(OUTAGE);
        between(Scenario.bakes(s), latest, v.completed().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_AT_ONCE, CANARY, LINEAR, EXPONENTIAL})
    void alarm_whenItGoesOffHalfWay_rollsBackWithinAMinute(String strategy) {
        Duration goesOff = Scenario.bakes(RolloutTable.strategy(strategy)).dividedBy(2);
        each(3, seed -> {
            Verdict v = run(Scenario.ALARMED, strategy, seed);
            assertEquals(Rollout.State.ROLLED_BACK, v.state());
            between(goesOff, goesOff.plus(MINUTE), v.rolledBack().orElseThrow());
            assertTrue(v.back().isPresent());
        });
    }

    @Test
    void fleetOfTwenty_whenAShareHasTooFew_isGivenAsManyAsTheStrategyNeeds() {
        Strategy s = RolloutTable.strategy(CANARY);
        for (int least : List.of(1, 3, 50)) {
            Strategy needs = new Strategy(
                    s.steps(),
                    null,
                    600,
                    600,
                    60,
                    BigDecimal.valueOf(100),
                    least,
                    false,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    List.of());
            each(10, seed -> {
                Verdict v = new RolloutSimulation(Scenario.TWENTY, needs, HOSTS, seed).run();
                assertEquals(Rollout.State.ROLLED_BACK, v.state());
                assertEquals(20, v.hosts());
                assertTrue(v.first().size() >= Math.min(least, 20), () -> v.first() + " of " + least);
                assertEquals(v.first(), v.harmed());
            });
        }
    }

    @Test
    void pullOnlyFleet_whenTheStrategyDoesNotGoByTime_waits() {
        Verdict v = run(Scenario.PULL, CANARY, 1);
        assertEquals(Rollout.State.ADVANCING, v.state());
        assertEquals(0, v.rollout().step());
        assertEquals(Set.of(), v.exposed());
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_AT_ONCE, CANARY, LINEAR, EXPONENTIAL})
    void pullOnlyFleet_whenTheStrategyGoesByTime_isGivenTheStepsByTime(String strategy) {
        Strategy s = RolloutTable.strategy(strategy);
        Verdict v = run(Scenario.PULL_BY_TIME, strategy, 1);
        assertEquals(Rollout.State.COMPLETE, v.state());
        assertEquals(HOSTS, v.exposed().size());
        Duration latest = Scenario.bakes(s).plus(LATE.multipliedBy(s.stages().size()));
        between(Scenario.bakes(s), latest, v.completed().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rollout_whenItIsPaused_doesNotAdvanceUntilItIsResumed(long seed) {
        RolloutSimulation sim = new RolloutSimulation(Scenario.GOOD, RolloutTable.strategy(CANARY), HOSTS, seed);
        sim.begin();
        sim.pass(MINUTE);
        sim.move(new Move.Pause("to look"));
        sim.pass(Duration.ofHours(2));
        Verdict paused = sim.verdict();
        assertEquals(Rollout.State.BAKING, paused.state());
        assertEquals(1, paused.rollout().step());
        assertEquals(paused.first(), paused.exposed());
        sim.move(new Move.Resume("it is well"));
        sim.pass(Duration.ofMinutes(31));
        assertEquals(Rollout.State.COMPLETE, sim.rollout().state());
    }

    @Test
    void rollout_whenItIsPausedAndItsHostsAreNotWell_isRolledBackAllTheSame() {
        RolloutSimulation sim = new RolloutSimulation(Scenario.POISON, RolloutTable.strategy(CANARY), HOSTS, 1);
        sim.begin();
        sim.pass(MINUTE);
        sim.move(new Move.Pause("to look"));
        Verdict v = sim.end();
        assertEquals(Rollout.State.ROLLED_BACK, v.state());
        assertEquals(v.first(), v.harmed());
    }

    @Test
    void rollout_whenItIsAbortedByHand_bringsAllExposedHostsBack() {
        RolloutSimulation sim = new RolloutSimulation(Scenario.GOOD, RolloutTable.strategy(LINEAR), HOSTS, 1);
        sim.begin();
        sim.pass(MINUTE.multipliedBy(15));
        sim.move(new Move.Abort("no longer wanted"));
        Verdict v = sim.end();
        assertEquals(Rollout.State.ABORTED, v.state());
        FirstStep.atMost(v.rolledBack().orElseThrow().plus(MINUTE), v.back().orElseThrow(), "aborted");
    }

    @Test
    void run_whenItsSeedIsTheSame_isTheSame() {
        String once = RolloutTable.line(Scenario.SOME, run(Scenario.SOME, CANARY, 7));
        assertEquals(once, RolloutTable.line(Scenario.SOME, run(Scenario.SOME, CANARY, 7)));
    }
}
