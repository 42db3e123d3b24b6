package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;
import static dev.noticeboard.functions.rollout.Rollouts.report;
import static dev.noticeboard.functions.rollout.Rollouts.steps;
import static dev.noticeboard.functions.rollout.Rollouts.veto;
import static dev.noticeboard.functions.rollout.Rollouts.vetoing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.rollout.Conductor.Conducted;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.functions.upkeep.BoardEvent;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Design, section 5: a rollout is moved on, or back, by itself, and the world outside is told. */
class ConductorTest {
    private final Band band = new Band();
    private final Conductor conductor = band.conductor();

    private void start(String id, Strategy strategy) {
        band.store.save(Rollouts.started(id, strategy));
    }

    private State state(String id) {
        return band.now(id).state();
    }

    @Test
    void rollout_whenAllIsWell_goesStepByStepToItsEnd() {
        start("r", steps(1, 100));
        band.lease("host-0");
        assertEquals(new Conducted(1, 2, 0, true), conductor.run(), "the start and the opening are told");
        assertEquals(State.BAKING, state("r"));
        band.pause(600);
        band.says(report("host-0", band.now("r").revision()));
        conductor.run();
        assertEquals(2, band.now("r").step());
        band.pause(900);
        band.says(report("host-0", band.now("r").revision()));
        assertEquals(new Conducted(1, 1, 0, true), conductor.run());
        assertEquals(State.COMPLETE, state("r"));
        assertEquals(
                List.of("Rollout Advancing", "Rollout Baking", "Rollout Baking", "Rollout Complete"),
                band.events.told().stream().map(BoardEvent::title).toList());
        assertEquals(List.of("r@10", "r@11", "r@12", "r@13"), band.events.ids());
        assertEquals(new Conducted(0, 0, 0, true), conductor.run());
        assertEquals(List.of(), band.store.pending());
    }

    /** Its lease outlasts the bake: what it said at first must not stand for what it no longer says. */
    @Test
    void agent_whenItReportsTheStepAndThenFallsSilent_isSilentAtTheEndOfTheBake() {
        start("r", steps(1, 100));
        band.lease("host-0");
        conductor.run();
        band.says(report("host-0", band.now("r").revision()));
        band.pause(600);
        conductor.run();
        assertEquals(State.BAKING, state("r"), "the grace is not over");
        assertEquals(1, band.now("r").step());
        band.pause(60);
        conductor.run();
        assertEquals(State.ROLLING_BACK, state("r"));
        Rollout.Transition last = band.now("r").transitions().get(2);
        assertEquals(new Rollout.Figures(1, 0, 0, 0, 1, List.of()), last.figures());
    }

    @Test
    void agent_whenTwoOfItsHeartbeatsAreMissing_isNotSilentYet() {
        start("r", steps(1, 100));
        band.lease("host-0");
        conductor.run();
        band.pause(420);
        band.says(report("host-0", band.now("r").revision()));
        band.pause(3 * Report.EXPOSED_HEARTBEAT_SECONDS);
        conductor.run();
        assertEquals(2, band.now("r").step());
    }

    @Test
    void canary_whenItFails_isRolledBackAndSettlesWhenItIsBack() {
        start("r", steps(1, 100));
        band.lease("host-0");
        conductor.run();
        long open = band.now("r").revision();
        band.says(vetoing("host-0", open, veto(open, open)));
        conductor.run(NS);
        assertEquals(State.ROLLING_BACK, state("r"));
        band.says(report("host-0", band.now("r").revision()));
        conductor.run(NS, "r");
        assertEquals(State.ROLLED_BACK, state("r"));
        assertEquals(
                "1 of 1 agent of step 1 vetoed it (limit 0 %): host-0: pool too large",
                band.now("r").transitions().get(2).reason());
        assertEquals(
                List.of(Conductor.BY, Conductor.BY, Conductor.BY),
                band.moves.made().stream().map(FakeMoves.Made::by).toList());
    }

    @Test
    void cohort_whenAStepOpens_isFrozenBeforeTheMove() {
        List<String> order = new ArrayList<>();
        Band mine = new Band(new FakeRolloutStore() {
            @Override
            public synchronized void freeze(Rollout r, String cohortId, List<String> agents, Instant now) {
                order.add("freeze " + agents);
                super.freeze(r, cohortId, agents, now);
            }
        });
        mine.store.save(Rollouts.started("r", steps(100)));
        mine.lease("host-0");
        mine.lease(NS, "host-1", Duration.ZERO);
        mine.conductor((seen, move, by) -> {
                    List<String> frozen = new ArrayList<>();
                    mine.store.cohort(seen, Objects.requireNonNull(((Move.Open) move).cohortId()), frozen::add);
                    order.add("move " + frozen);
                    return mine.moves.commit(seen, move, by);
                })
                .run();
        assertEquals(List.of("freeze [host-0]", "move [host-0]"), order);
        mine.lease("host-2");
        mine.pause(1);
        assertEquals(1, mine.now("r").cohort());
    }

    @Test
    void steps_whenTheyBakeForNoTime_areAllMadeInOneRun() {
        Strategy quick = Strategy.with(steps(1, 2, 3, 100).steps(), null, 0, 0);
        start("r", Rollouts.fleet(quick, 1, true));
        assertEquals(new Conducted(5, 6, 0, true), conductor.run());
        assertEquals(State.COMPLETE, state("r"));
    }

    @Test
    void overtaken_whenAnotherMoveCameFirst_looksAgainOnce() {
        start("r", steps(100));
        band.lease("host-0");
        Conductor late = band.conductor((seen, move, by) -> {
            if (seen.pausedAt() == null) {
                band.moves.commit(band.now("r"), new Move.Pause("wait"), "somebody");
            }
            return band.moves.commit(seen, move, by);
        });
        assertEquals(new Conducted(0, 2, 0, true), late.run());
        assertEquals(1, band.moves.made().size());
        Conductor hopeless = band.conductor((seen, move, by) -> new Moves.Result.Overtaken("always"));
        band.moves.commit(band.now("r"), new Move.Resume("go"), "somebody");
        assertEquals(new Conducted(0, 1, 0, true), hopeless.run());
    }

    @Test
    void twoConductors_whenAtOnce_makeOneMove() {
        start("r", steps(100));
        band.lease("host-0");
        Conductor second = band.conductor((seen, move, by) -> {
            conductor.run();
            return band.moves.commit(seen, move, by);
        });
        second.run();
        assertEquals(1, band.moves.made().size());
        List<String> frozen = new ArrayList<>();
        band.store.cohort(band.now("r"), Objects.requireNonNull(band.now("r").cohortId()), frozen::add);
        assertEquals(List.of("host-0"), frozen);
    }

    @Test
    void failure_whenOfOneRollout_doesNotStopTheOthers() {
        start("a", steps(100));
        start("b", steps(100));
        start("c", steps(100));
        band.lease("host-0");
        Conductor conductor = band.conductor((seen, move, by) -> {
            if (seen.id().equals("a")) {
                throw new StoreUnavailableException(true, new IllegalStateException("injected"));
            }
            return seen.id().equals("b")
                    ? new Moves.Result.NotNow(new Outcome.Busy(Outcome.Busy.Cause.RACES))
                    : band.moves.commit(seen, move, by);
        });
        assertEquals(new Conducted(1, 4, 2, true), conductor.run());
        assertEquals(State.BAKING, state("c"));
    }

    @Test
    void run_whenItTakesTooLong_leavesTheRestForTheNext() {
        start("a", steps(100));
        start("b", steps(100));
        band.lease("host-0");
        Conductor slow = band.conductor((seen, move, by) -> {
            band.pause(46);
            return band.moves.commit(seen, move, by);
        });
        assertEquals(new Conducted(1, 0, 0, false), slow.run());
        assertEquals(State.ADVANCING, state("b"));
        assertEquals(new Conducted(1, 4, 0, true), conductor.run());
        assertEquals(State.BAKING, state("b"));
    }

    @Test
    void run_whenOfOneNamespace_leavesOthersAlone() {
        Namespace other = new Namespace("/other");
        band.store.save(Rollouts.started(other, "r", steps(100)));
        band.lease(other, "host-0", Duration.ofDays(1));
        assertEquals(new Conducted(0, 0, 0, true), conductor.run(NS));
        assertEquals(new Conducted(1, 2, 0, true), conductor.run(other));
    }

    @Test
    void report_whenOfAnotherSenderThanTheLeasesHolder_saysNothing() {
        start("r", steps(1, 100));
        band.lease("host-0");
        conductor.run();
        long open = band.now("r").revision();
        band.says(vetoing("host-0", open, veto(open, open)), "AROAOTHER");
        conductor.run();
        assertEquals(State.BAKING, state("r"));
    }

    @Test
    void alarm_whenItGoesOff_rollsBack() {
        start("r", Rollouts.alarms(steps(100), "x"));
        band.lease("host-0");
        conductor.run();
        band.alarms.set("x", Alarms.State.ALARM);
        conductor.run();
        assertEquals(State.ROLLING_BACK, state("r"));
    }

    // Events.

    @Test
    void events_whenTheBusIsDown_areToldLater() {
        start("r", steps(100));
        band.lease("host-0");
        band.events.down(true);
        assertEquals(new Conducted(1, 0, 1, true), conductor.run());
        assertEquals(0, band.store.toldRevision(NS, "r"));
        band.moves.commit(band.now("r"), new Move.Abort("no"), "somebody");
        band.events.down(false);
        assertEquals(new Conducted(0, 3, 0, true), conductor.run());
        assertEquals(List.of("r@10", "r@11", "r@12"), band.events.ids());
        assertEquals(List.of(), band.store.pending());
    }

    @Test
    void events_whenNotedButNotTakenFromTheIndex_areNotToldAgain() {
        start("r", steps(100));
        Rollout ended = Rollouts.after(band.now("r"), new Move.Abort("no"), Rollouts.START);
        band.store.told(ended, ended.revision());
        band.store.save(ended);
        assertEquals(new Conducted(0, 0, 0, true), conductor.run());
        assertEquals(List.of(), band.store.pending());
    }

    @Test
    void event_whenTold_holdsStateShareReasonAndFigures() {
        start("r", steps(1, 100));
        band.lease("host-0");
        conductor.run();
        long open = band.now("r").revision();
        band.pause(600);
        band.says(report("host-0", open));
        conductor.run();
        band.moves.commit(band.now("r"), new Move.Pause("lunch"), "somebody");
        conductor.run();
        Map<String, Object> detail = band.events.told().get(2).detail();
        assertEquals(
                List.of(
                        "id",
                        "namespace",
                        "rollout",
                        "revision",
                        "at",
                        "state",
                        "paused",
                        "step",
                        "share",
                        "by",
                        "reason",
                        "figures"),
                List.copyOf(detail.keySet()));
        assertEquals("r@12", detail.get("id"));
        assertEquals("/billing/prod", detail.get("namespace"));
        assertEquals("baking", detail.get("state"));
        assertEquals(2, detail.get("step"));
        assertEquals(100_000, detail.get("share"));
        assertEquals(new Rollout.Figures(1, 1, 0, 0, 0, List.of()), detail.get("figures"));
        assertTrue(String.valueOf(detail.get("reason")).startsWith("1 of 1 agent of step 1 reported it"));
        assertEquals("Rollout Paused", band.events.told().get(3).title());
        assertEquals(
                Optional.empty(),
                Optional.ofNullable(band.events.told().get(3).detail().get("figures")));
        assertEquals(
                "baking at step 2 of /billing/prod", band.events.told().get(3).text());
    }
}
