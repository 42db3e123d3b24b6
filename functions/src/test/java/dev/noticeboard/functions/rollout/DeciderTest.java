package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;
import static dev.noticeboard.functions.rollout.Rollouts.START;
import static dev.noticeboard.functions.rollout.Rollouts.report;
import static dev.noticeboard.functions.rollout.Rollouts.steps;
import static dev.noticeboard.functions.rollout.Rollouts.unwell;
import static dev.noticeboard.functions.rollout.Rollouts.veto;
import static dev.noticeboard.functions.rollout.Rollouts.vetoing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.Figures;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.rollout.Bucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Design, section 5: when a step opens, when a rollout completes, and when it rolls back. */
class DeciderTest {
    private static final String ID = "rollout-1";
    /** The revision that opens step 1. */
    private static final long OPEN = Rollouts.STARTED + 1;

    private final Map<String, Map<String, String>> live = new HashMap<>();
    private final Map<String, Report> reports = new HashMap<>();
    private final Map<String, Alarms.State> alarms = new HashMap<>();
    private final Set<String> lapsed = new HashSet<>();
    private List<String> cohort = List.of();

    private void hosts(int count) {
        IntStream.range(0, count).forEach(i -> live.put("host-" + i, Map.of()));
    }

    private void says(Report report) {
        reports.put(report.agentId(), report);
    }

    /** Step 1 of the strategy, open since {@link Rollouts#START} for hosts 0 to count less one. */
    private Rollout baking(Strategy strategy, int count) {
        hosts(count);
        cohort = IntStream.range(0, count).mapToObj(i -> "host-" + i).toList();
        return Rollouts.opened(
                Rollouts.started(ID, strategy), strategy.stages().get(0).share(), count, START);
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private Decision decide(Rollout r, long seconds) {
        return Decider.decide(r, new Evidence(live, reports, cohort, alarms, lapsed), at(seconds));
    }

    private Decision.Open open(Rollout r, long seconds) {
        return assertInstanceOf(Decision.Open.class, decide(r, seconds));
    }

    private <M extends Move> M act(Class<M> kind, Rollout r, long seconds) {
        return assertInstanceOf(
                kind, assertInstanceOf(Decision.Act.class, decide(r, seconds)).move());
    }

    private String stays(Rollout r, long seconds) {
        return assertInstanceOf(Decision.Stay.class, decide(r, seconds)).why();
    }

    private List<Integer> buckets() {
        return live.keySet().stream()
                .map(host -> Bucket.of(ID, host))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    // Opening.

    @Test
    void start_whenThereAreAgents_opensTheFirstStepForThoseInItsShare() {
        hosts(50);
        Decision.Open open = open(Rollouts.started(ID, steps(20, 100)), 0);
        assertEquals(1, open.step());
        assertEquals(20_000, open.share());
        assertEquals(
                live.keySet().stream()
                        .filter(h -> Bucket.of(ID, h) < 20_000)
                        .sorted()
                        .toList(),
                open.cohort());
        assertEquals(
                "step 1 of 2 opens to 20 % of the fleet, with " + open.cohort().size() + " agents", open.reason());
        assertNull(open.figures());
    }

    @Test
    void start_whenNoAgentHasALease_waits() {
        assertTrue(stays(Rollouts.started(ID, steps(1, 100)), 100_000).startsWith("no agent has a lease"));
    }

    @Test
    void start_whenNoAgentHasALeaseAndTimeIsEnough_opensWithNobody() {
        Decision.Open open = open(Rollouts.started(ID, Rollouts.fleet(steps(1, 100), 1, true)), 0);
        assertEquals(1_000, open.share());
        assertEquals(List.of(), open.cohort());
        assertEquals("step 1 of 2 opens to 1 % of the fleet, with 0 agents", open.reason());
    }

    @Test
    void share_whenItHasFewerThanMinAgents_isRaisedToTheLowestThatHasThem() {
        hosts(20);
        Decision.Open open = open(Rollouts.started(ID, Rollouts.fleet(steps(1, 100), 3, false)), 0);
        assertEquals(buckets().get(2) + 1, open.share());
        assertEquals(3, open.cohort().size());
        assertEquals(
                "step 1 of 2 opens to "
                        + BigDecimal.valueOf(open.share(), 3)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " % (1 % has 0 of the 3 agents it needs) of the fleet, with 3 agents",
                open.reason());
    }

    @Test
    void share_whenTheFleetIsSmallerThanMinAgents_isRaisedToAllOfIt() {
        hosts(2);
        Decision.Open open = open(Rollouts.started(ID, Rollouts.fleet(steps(1, 100), 5, false)), 0);
        assertEquals(buckets().get(1) + 1, open.share());
        assertEquals(List.of("host-0", "host-1"), open.cohort());
    }

    @Test
    void share_whenRaisedBefore_neverShrinks() {
        Rollout r = Rollouts.opened(Rollouts.started(ID, steps(1, 10, 100)), 40_000, 0, START);
        hosts(50);
        assertEquals(40_000, open(r, 600).share());
    }

    @Test
    void cohort_whenAnAgentWasUnwellBefore_isWithoutItThoughItIsExposed() {
        hosts(4);
        says(unwell("host-1", 3));
        says(report("host-2", 3));
        Decision.Open open = open(Rollouts.started(ID, steps(100)), 0);
        assertEquals(List.of("host-0", "host-2", "host-3"), open.cohort());
        assertEquals(100_000, open.share());
    }

    @Test
    void start_whenNoAgentIsWell_waits() {
        hosts(1);
        says(unwell("host-0", 3));
        assertEquals(
                "of 1 agent with a lease none is well, so none could tell what the step does",
                stays(Rollouts.started(ID, steps(100)), 0));
    }

    @Test
    void step_whenByTags_exposesHostsThatHaveThem() {
        hosts(3);
        live.put("host-1", Map.of("ring", "canary", "zone", "a"));
        Strategy strategy = Strategy.with(
                List.of(
                        new Strategy.Step(Map.of("ring", "canary"), null, null),
                        new Strategy.Step(null, BigDecimal.valueOf(100), null)),
                null,
                null,
                null);
        Decision.Open open = open(Rollouts.started(ID, strategy), 0);
        assertEquals(0, open.share());
        assertEquals(List.of(Map.of("ring", "canary")), open.tags());
        assertEquals(List.of("host-1"), open.cohort());
        assertEquals("step 1 of 2 opens to hosts of 1 group of tags, with 1 agent", open.reason());
    }

    // After the bake.

    @Test
    void step_whenBakedAndReported_isFollowedByTheNext() {
        Rollout r = baking(steps(1, 100), 2);
        says(report("host-0", OPEN));
        says(report("host-1", OPEN + 5));
        assertEquals("step 1 bakes", stays(r, 599));
        Decision.Open open = open(r, 600);
        assertEquals(2, open.step());
        assertEquals(new Figures(2, 2, 0, 0, 0, List.of()), open.figures());
        assertEquals(
                "2 of 2 agents of step 1 reported it; step 2 of 2 opens to 100 % of the fleet, with 2 agents",
                open.reason());
    }

    @Test
    void lastStep_whenBakedAndReported_completes() {
        Rollout r = baking(steps(100), 1);
        says(report("host-0", OPEN));
        assertEquals("step 1 bakes", stays(r, 899));
        Move.Complete complete = act(Move.Complete.class, r, 900);
        assertEquals("1 of 1 agent of step 1 reported it; its only step is done", complete.reason());
        assertEquals(new Figures(1, 1, 0, 0, 0, List.of()), complete.figures());
    }

    @Test
    void emptyCohort_whenBakedByTimeOnly_advancesByTime() {
        Rollout r = baking(Rollouts.fleet(steps(1, 100), 1, true), 0);
        assertEquals("step 1 bakes", stays(r, 599));
        assertEquals(
                "step 1 had no agent to ask; step 2 of 2 opens to 100 % of the fleet, with 0 agents",
                open(r, 600).reason());
    }

    @Test
    void silence_whenTheGraceIsNotOver_isWaitedFor() {
        Rollout r = baking(steps(1, 100), 2);
        says(report("host-0", OPEN));
        assertEquals("step 1 waits for reports", stays(r, 659));
    }

    @Test
    void silence_whenTheGraceIsOver_rollsBack() {
        Rollout r = baking(steps(1, 100), 5);
        says(report("host-0", OPEN));
        says(report("host-1", OPEN - 1));
        live.remove("host-2");
        says(report("host-2", OPEN));
        says(Rollouts.report(NS, "host-3", "another-epoch", OPEN + 9, List.of(), null));
        Move.RollBack back = act(Move.RollBack.class, r, 660);
        assertEquals(new Figures(5, 1, 0, 0, 4, List.of()), back.figures());
        assertEquals(
                "4 of 5 agents of step 1 were silent after 600 s and 60 s of grace (100 % must report): "
                        + "host-1, host-2, host-3 and 1 more",
                back.reason());
    }

    @Test
    void silence_whenEnoughReported_isForgiven() {
        Strategy strategy = Rollouts.limits(steps(1, 100), "66.666", "0", "0", List.of());
        Rollout r = baking(strategy, 3);
        says(report("host-0", OPEN));
        says(report("host-1", OPEN));
        assertEquals(2, open(r, 600).step());
        reports.remove("host-1");
        assertEquals("step 1 waits for reports", stays(r, 600));
        reports.clear();
        says(report("host-0", OPEN));
        says(report("host-1", OPEN));
        Rollout stricter = baking(Rollouts.limits(steps(1, 100), "66.667", "0", "0", List.of()), 3);
        assertEquals("step 1 waits for reports", stays(stricter, 600));
    }

    // Failures.

    @Test
    void veto_whenBeyondTheLimit_rollsBackAtOnce() {
        Rollout r = baking(steps(1, 100), 5);
        says(vetoing("host-3", OPEN, veto(OPEN, OPEN)));
        says(vetoing("host-4", OPEN + 1, veto(OPEN, OPEN + 1)));
        says(report("host-0", OPEN));
        Move.RollBack back = act(Move.RollBack.class, r, 1);
        assertEquals(new Figures(5, 1, 2, 0, 2, List.of()), back.figures());
        assertEquals("2 of 5 agents of step 1 vetoed it (limit 0 %): host-3: pool too large", back.reason());
    }

    @Test
    void veto_whenWithinTheLimit_countsAsReported() {
        Rollout r = baking(Rollouts.limits(steps(1, 100), "100", "20", "0", List.of()), 5);
        IntStream.range(0, 4).forEach(i -> says(report("host-" + i, OPEN)));
        says(vetoing("host-4", OPEN, veto(OPEN, OPEN)));
        assertEquals("step 1 bakes", stays(r, 1));
        assertEquals(new Figures(5, 4, 1, 0, 0, List.of()), open(r, 600).figures());
        Rollout stricter = baking(Rollouts.limits(steps(1, 100), "100", "19.999", "0", List.of()), 5);
        act(Move.RollBack.class, stricter, 1);
    }

    @Test
    void veto_whenOfAnEarlierStep_stillCounts() {
        Strategy strategy = Rollouts.limits(steps(50, 100), "100", "50", "0", List.of());
        Rollout r = Rollouts.opened(baking(strategy, 2), 100_000, 2, at(600));
        says(vetoing("host-0", OPEN + 1, veto(OPEN, OPEN)));
        says(report("host-1", OPEN + 1));
        assertEquals(
                new Figures(2, 1, 1, 0, 0, List.of()),
                act(Move.Complete.class, r, 1500).figures());
    }

    @Test
    void withheld_whenOfAnotherParameterOrFromBefore_isNoVeto() {
        Rollout r = baking(steps(1, 100), 3);
        says(vetoing("host-0", OPEN, new Report.Withheld(OPEN, OPEN, "no", List.of("/billing/prod/other"), 0)));
        says(vetoing("host-1", OPEN, veto(Rollouts.STARTED - 2, Rollouts.STARTED - 1)));
        says(vetoing("host-2", OPEN, new Report.Withheld(OPEN + 1, OPEN + 1, "no", List.of(), 3)));
        assertEquals(new Figures(3, 3, 0, 0, 0, List.of()), open(r, 600).figures());
    }

    @Test
    void withheld_whenItsNamesWereCut_isAVetoIfItSpansTheStep() {
        Rollout r = baking(steps(1, 100), 1);
        says(vetoing("host-0", OPEN, new Report.Withheld(OPEN, OPEN, "no", List.of("/billing/prod/other"), 1)));
        assertEquals(
                "1 of 1 agent of step 1 vetoed it (limit 0 %): host-0: no",
                act(Move.RollBack.class, r, 1).reason());
    }

    @Test
    void unhealthy_whenBeyondTheLimit_rollsBackAtOnce() {
        Rollout r = baking(steps(1, 100), 4);
        says(unwell("host-2", OPEN));
        Move.RollBack back = act(Move.RollBack.class, r, 1);
        assertEquals(new Figures(4, 1, 0, 1, 3, List.of()), back.figures());
        assertEquals("1 of 4 agents of step 1 is not well (limit 0 %): host-2: HTTP 503", back.reason());
    }

    @Test
    void unhealthy_whenInAReportFromBeforeTheStep_isSilence() {
        Rollout r = baking(steps(1, 100), 1);
        says(unwell("host-0", OPEN - 1));
        assertEquals("step 1 waits for reports", stays(r, 600));
    }

    @Test
    void unhealthy_whenWithinTheLimit_isForgiven() {
        Rollout r = baking(Rollouts.limits(steps(1, 100), "100", "0", "25", List.of()), 4);
        IntStream.range(0, 3).forEach(i -> says(report("host-" + i, OPEN)));
        says(unwell("host-3", OPEN));
        assertEquals(new Figures(4, 4, 0, 1, 0, List.of()), open(r, 600).figures());
    }

    @Test
    void alarm_whenInAlarm_rollsBackAtOnceAlsoBeforeTheFirstStep() {
        Strategy strategy = Rollouts.alarms(steps(1, 100), "checkout-5xx", "other");
        alarms.put("checkout-5xx", Alarms.State.ALARM);
        alarms.put("other", Alarms.State.OK);
        Rollout r = baking(strategy, 1);
        assertEquals(
                "alarm checkout-5xx is in ALARM", act(Move.RollBack.class, r, 1).reason());
        cohort = List.of();
        Move.RollBack early = act(Move.RollBack.class, Rollouts.started(ID, strategy), 0);
        assertEquals(new Figures(0, 0, 0, 0, 0, List.of("checkout-5xx")), early.figures());
    }

    @Test
    void alarm_whenThereIsNone_rollsBack() {
        alarms.put("typo", Alarms.State.MISSING);
        assertEquals(
                "alarm typo does not exist",
                act(Move.RollBack.class, Rollouts.started(ID, Rollouts.alarms(steps(100), "typo")), 0)
                        .reason());
    }

    @Test
    void alarm_whenItHasTooLittleData_isNoReasonToStop() {
        alarms.put("a", Alarms.State.INSUFFICIENT_DATA);
        Rollout r = baking(Rollouts.alarms(steps(1, 100), "a"), 1);
        says(report("host-0", OPEN));
        assertEquals(2, open(r, 600).step());
    }

    @Test
    void alarm_whenItCannotBeAsked_neitherAdvancesNorRollsBack() {
        Rollout r = baking(Rollouts.alarms(steps(100), "a"), 1);
        says(report("host-0", OPEN));
        assertEquals("an alarm of its strategy could not be asked", stays(r, 900));
        alarms.put("a", Alarms.State.UNKNOWN);
        assertEquals("an alarm of its strategy could not be asked", stays(r, 900));
        cohort = List.of();
        assertEquals(
                "an alarm of its strategy could not be asked",
                stays(Rollouts.started(ID, Rollouts.alarms(steps(1), "a")), 0));
    }

    @Test
    void failures_whenSeveral_areAllNamed() {
        Rollout r = baking(Rollouts.alarms(steps(1, 100), "x"), 2);
        alarms.put("x", Alarms.State.ALARM);
        says(Rollouts.report(NS, "host-0", Rollouts.EPOCH, OPEN, List.of(veto(OPEN, OPEN)), "HTTP 500"));
        assertEquals(
                "1 of 2 agents of step 1 vetoed it (limit 0 %): host-0: pool too large; "
                        + "1 of 2 agents of step 1 is not well (limit 0 %): host-0: HTTP 500; alarm x is in ALARM",
                act(Move.RollBack.class, r, 1).reason());
    }

    @Test
    void advanceByHand_whenTheStepFails_rollsBackAllTheSame() {
        Rollout r = Rollouts.after(baking(steps(1, 100), 2), new Move.Advance("now"), at(5));
        assertEquals(2, open(r, 5).step(), "without waiting for bake or reports");
        assertEquals(
                "step 2 of 2 opens to 100 % of the fleet, with 2 agents",
                open(r, 5).reason());
        says(unwell("host-1", OPEN));
        act(Move.RollBack.class, r, 5);
    }

    // Pauses.

    @Test
    void paused_whenAllIsWell_staysButRollsBackWhenItFails() {
        Rollout r = Rollouts.after(baking(steps(100), 1), new Move.Pause("lunch"), at(899));
        says(report("host-0", OPEN));
        assertEquals("step 1 bakes", stays(r, 5_000), "a pause is no bake");
        Rollout later = Rollouts.after(baking(steps(100), 1), new Move.Pause("lunch"), at(900));
        assertEquals("it is paused", stays(later, 5_000));
        says(unwell("host-0", OPEN));
        act(Move.RollBack.class, r, 5_000);
        Rollout atStart = Rollouts.after(Rollouts.started(ID, steps(100)), new Move.Pause("wait"), START);
        cohort = List.of();
        assertEquals("it is paused", stays(atStart, 0));
    }

    @Test
    void resumed_whenPausedWithinTheBake_bakesTheRest() {
        Rollout paused = Rollouts.after(baking(steps(100), 1), new Move.Pause("lunch"), at(800));
        Rollout resumed = Rollouts.after(paused, new Move.Resume("back"), at(5_000));
        says(report("host-0", OPEN));
        assertEquals("step 1 bakes", stays(resumed, 5_099));
        act(Move.Complete.class, resumed, 5_100);
    }

    // Rolling back.

    private Rollout rollingBack(int count) {
        return Rollouts.after(baking(steps(100), count), new Move.RollBack("no", null), at(100));
    }

    @Test
    void rollBack_whenAllAgentsAreBack_settles() {
        Rollout r = rollingBack(3);
        says(report("host-0", r.revision()));
        says(report("host-1", r.revision() + 1));
        says(report("host-2", r.revision() - 1));
        assertEquals("its agents are not all back", stays(r, 159));
        live.remove("host-2");
        Move.Settle settle = act(Move.Settle.class, r, 101);
        assertEquals("2 of 3 agents of step 1 are back, 1 has no lease any more", settle.reason());
        assertEquals(new Figures(3, 2, 0, 0, 1, List.of()), settle.figures());
    }

    @Test
    void rollBack_whenTheGraceIsOver_settlesAndSaysHowManyAreBack() {
        Rollout r = rollingBack(3);
        says(report("host-0", r.revision()));
        says(Rollouts.report(NS, "host-1", "another-epoch", r.revision() + 1, List.of(), null));
        assertEquals(
                "1 of 3 agents of step 1 is back, 2 did not say so within 60 s of grace",
                act(Move.Settle.class, r, 160).reason());
    }

    // Bounds.

    @Test
    void ended_whenAnything_staysEnded() {
        Rollout r = Rollouts.after(baking(steps(100), 1), new Move.Abort("no"), at(1));
        says(unwell("host-0", OPEN));
        assertEquals("it has ended", stays(r, 100_000));
    }

    @Test
    void cohort_whenNotReadWhole_decidesNothing() {
        Rollout r = baking(steps(100), 3);
        cohort = List.of("host-0");
        says(report("host-0", OPEN));
        assertTrue(stays(r, 100_000).startsWith("of its cohort of 3 agents the table has 1"));
    }

    @Test
    void reason_whenTooLong_isCut() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> names.add(i + "x".repeat(250)));
        names.forEach(name -> alarms.put(name, Alarms.State.ALARM));
        Rollout r = Rollouts.started(ID, Rollouts.limits(steps(100), "100", "0", "0", names));
        String reason = act(Move.RollBack.class, r, 0).reason();
        assertEquals(1024, reason.length());
        assertTrue(reason.endsWith("…"));
    }

    @Test
    void reportsOfAll_whenAStepMayOpen_areAskedFor() {
        Rollout r = baking(steps(1, 100), 1);
        assertTrue(Decider.opens(Rollouts.started(ID, steps(100)), START));
        assertFalse(Decider.opens(r, at(599)));
        assertTrue(Decider.opens(r, at(600)));
        assertFalse(Decider.opens(Rollouts.after(r, new Move.Pause("p"), at(700)), at(800)));
        assertFalse(Decider.opens(rollingBack(1), at(800)));
    }

    // Silence after words.

    @Test
    void lapsedAgent_whenItSaidThatItAppliedTheStep_isSilent() {
        Rollout r = baking(steps(20, 100), 3);
        cohort.forEach(host -> says(report(host, OPEN)));
        lapsed.add("host-1");
        assertEquals("step 1 bakes", stays(r, 599));
        assertEquals("step 1 waits for reports", stays(r, 600));
        Move.RollBack back = act(Move.RollBack.class, r, 660);
        assertEquals(new Figures(3, 2, 0, 0, 1, List.of()), back.figures());
        assertTrue(back.reason().endsWith(": host-1"), back.reason());
        lapsed.clear();
        open(r, 600);
    }

    @Test
    void lapsedAgent_whenItsLastWordsWereBad_isHeldToThem() {
        Rollout r = baking(steps(20, 100), 3);
        says(vetoing("host-0", OPEN, veto(OPEN, OPEN)));
        lapsed.add("host-0");
        assertEquals(
                new Figures(3, 0, 1, 0, 2, List.of()),
                act(Move.RollBack.class, r, 10).figures());
    }
}
