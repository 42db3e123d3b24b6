package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.rollout.Bucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/**
 * Two conductors, people and agents in any order, a conductor interrupted by any of them between its decision and its commit: what was committed is
 * told from the moves alone, by rules of this test's own.
 */
@Label("Conductor, any interleaving (design.md section 5)")
class ConductorPropertiesTest {
    private static final int HOSTS = 12;
    private static final int TURNS = 120;

    @Property(tries = 300)
    void rollout_whenMovedByAnybodyInAnyOrder_keepsItsPromises(@ForAll long seed) {
        new Play(new Random(seed)).run();
    }

    /** What an agent of the play last said; 0 for nothing. */
    private record Words(long revision, boolean vetoes, boolean unwell) {}

    private static final class Play {
        private final Random random;
        private final Band band = new Band();
        private final Strategy strategy;
        private final Map<String, Words> words = new HashMap<>();
        private final List<Conductor> conductors = new ArrayList<>();
        private int depth;

        Play(Random random) {
            this.random = random;
            this.strategy = strategy();
            conductors.add(band.conductor(this::commit));
            conductors.add(band.conductor(this::commit));
            band.store.save(Rollouts.started("r", strategy));
            int leased = random.nextInt(HOSTS + 1);
            IntStream.range(0, leased).forEach(i -> band.lease("host-" + i));
        }

        private Strategy strategy() {
            int[][] shapes = {{100}, {10, 100}, {5, 30, 100}, {1, 2, 50, 100}};
            Strategy s = Rollouts.limits(
                    Rollouts.steps(shapes[random.nextInt(shapes.length)]),
                    List.of("100", "50", "0").get(random.nextInt(3)),
                    List.of("0", "30").get(random.nextInt(2)),
                    List.of("0", "30").get(random.nextInt(2)),
                    List.of("x"));
            return Rollouts.fleet(s, 1 + random.nextInt(3), random.nextBoolean());
        }

        void run() {
            for (int i = 0; i < TURNS; i++) {
                turn(true);
            }
            band.alarms.set("x", Alarms.State.OK);
            conductors.get(0).run();
            verify();
        }

        private Rollout now() {
            return band.now("r");
        }

        /** Reports change between decisions only, so that what a decision rested on is known when it is committed. */
        private void turn(boolean reports) {
            switch (random.nextInt(reports ? 9 : 6)) {
                case 0 -> band.time.pause(Duration.ofSeconds(random.nextInt(700)));
                case 1, 2 -> conductors.get(random.nextInt(2)).run();
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        byHand();
                    }
                }
                case 4 -> {
                    band.lease("host-" + random.nextInt(HOSTS));
                    band.events.down(random.nextInt(3) == 0);
                }
                case 5 -> conductors.get(random.nextInt(2)).run(NS, "r");
                case 6 -> {
                    Alarms.State[] states = Alarms.State.values();
                    boolean fine = random.nextInt(20) != 0;
                    band.alarms.set("x", fine ? Alarms.State.OK : states[random.nextInt(states.length)]);
                }
                default ->
                    IntStream.range(0, HOSTS).forEach(i -> {
                        if (random.nextInt(3) > 0) {
                            report("host-" + i);
                        }
                    });
            }
        }

        private void byHand() {
            Move move = switch (random.nextInt(6)) {
                case 0 -> new Move.Advance("by hand");
                case 1, 2 -> new Move.Pause("by hand");
                case 3, 4 -> new Move.Resume("by hand");
                default -> random.nextInt(3) == 0 ? new Move.Abort("by hand") : new Move.Complete("by hand", null);
            };
            band.moves.commit(now(), move, "somebody");
        }

        private void report(String agent) {
            long revision = Math.max(1, now().revision() - random.nextInt(2));
            boolean vetoes = random.nextInt(25) == 0;
            boolean unwell = random.nextInt(25) == 0;
            words.put(agent, new Words(revision, vetoes, unwell));
            band.says(Rollouts.report(
                    NS,
                    agent,
                    Rollouts.EPOCH,
                    revision,
                    vetoes && revision > Rollouts.STARTED
                            ? List.of(new Report.Withheld(revision, revision, "no", List.of(Rollouts.NAME), 0))
                            : List.of(),
                    unwell ? "HTTP 503" : null));
        }

        /** A conductor's commit, before which the world may go on. */
        private Moves.Result commit(Rollout seen, Move move, String by) {
            if (move instanceof Move.Open || move instanceof Move.Complete) {
                sound(seen, move);
            }
            if (depth < 2) {
                depth++;
                for (int i = random.nextInt(3); i > 0; i--) {
                    turn(false);
                }
                depth--;
            }
            return band.moves.commit(seen, move, by);
        }

        /** Never on with a failing cohort, a step that did not bake, or in a pause. */
        private void sound(Rollout seen, Move move) {
            assertEquals(
                    Alarms.State.OK,
                    band.alarms.states(List.of("x")).get("x") == Alarms.State.INSUFFICIENT_DATA
                            ? Alarms.State.OK
                            : band.alarms.states(List.of("x")).get("x"));
            assertEquals(null, seen.pausedAt());
            if (seen.cohortId() == null) {
                return;
            }
            List<String> cohort = new ArrayList<>();
            band.store.cohort(seen, seen.cohortId(), cohort::add);
            assertEquals(seen.cohort(), cohort.size());
            long opened = band.moves.made().stream()
                    .filter(m -> m.move() instanceof Move.Open && m.after().step() == seen.step())
                    .mapToLong(m -> m.after().revision())
                    .findFirst()
                    .orElseThrow();
            int vetoes = 0;
            int unwell = 0;
            int heard = 0;
            for (String agent : cohort) {
                Words said = words.getOrDefault(agent, new Words(0, false, false));
                vetoes += said.vetoes() && said.revision() > Rollouts.STARTED ? 1 : 0;
                unwell += said.unwell() && said.revision() >= opened ? 1 : 0;
                heard += said.revision() >= opened || (said.vetoes() && said.revision() > Rollouts.STARTED) ? 1 : 0;
            }
            assertFalse(beyond(strategy.maxVetoedPercent(), vetoes, cohort.size()), () -> "vetoed: " + seen);
            assertFalse(beyond(strategy.maxUnhealthyPercent(), unwell, cohort.size()), () -> "unwell: " + seen);
            if (seen.state() == State.BAKING) {
                assertTrue(
                        heard * 100L >= strategy.minReportedPercent().longValueExact() * cohort.size(), move::toString);
            }
        }

        private static boolean beyond(BigDecimal percent, int part, int whole) {
            return part * 100L > percent.longValueExact() * whole;
        }

        /** What holds of all that was committed. */
        private void verify() {
            boolean ended = false;
            Rollout before = null;
            Map<String, Boolean> exposed = new HashMap<>();
            for (FakeMoves.Made made : band.moves.made()) {
                assertFalse(ended, () -> "after its end: " + made);
                Rollout after = made.after();
                ended = after.state().ended();
                assertTrue(
                        before == null || made.before().revision() == before.revision(),
                        "each rests on the one before");
                baked(made);
                for (int i = 0; i < HOSTS; i++) {
                    String host = "host-" + i;
                    boolean sees = after.state() == State.COMPLETE
                            || Bucket.exposed("r", after.share(), after.tags(), host, Map.of());
                    assertFalse(after.open() && exposed.getOrDefault(host, false) && !sees, () -> "unexposed: " + made);
                    exposed.put(host, sees);
                }
                before = after;
            }
            if (now().state().ended()) {
                long last = now().revision();
                band.events.down(false);
                conductors.get(0).run();
                assertEquals(last, now().revision(), "once ended it stays so");
                assertEquals(List.of(), band.store.pending());
                assertEquals(
                        now().transitions().size(),
                        band.events.ids().stream().distinct().count(),
                        "every transition was told");
            }
        }

        /** A conductor leaves a step only after its bake without pauses, or when somebody said so, and for the next one only. */
        private void baked(FakeMoves.Made made) {
            boolean open = made.move() instanceof Move.Open;
            if (!made.by().equals(Conductor.BY) || !(open || made.move() instanceof Move.Complete)) {
                return;
            }
            Rollout was = made.before();
            assertTrue(!open || made.after().step() == was.step() + 1, made::toString);
            if (was.state() == State.ADVANCING) {
                return;
            }
            assertTrue(open || was.step() == was.steps(), made::toString);
            Duration bake = Duration.ofSeconds(was.step() == was.steps() ? 900 : 600);
            assertTrue(watched(made).compareTo(bake) >= 0, made::toString);
        }

        /** How long the step was open and not paused, added up from the moves. */
        private Duration watched(FakeMoves.Made end) {
            Duration sum = Duration.ZERO;
            Instant from = null;
            for (FakeMoves.Made m : band.moves.made()) {
                Instant at = m.after()
                        .transitions()
                        .get(m.after().transitions().size() - 1)
                        .at();
                if (from != null
                        && m.before().state() == State.BAKING
                        && m.before().step() == end.before().step()) {
                    sum = m.before().pausedAt() == null ? sum.plus(Duration.between(from, at)) : sum;
                }
                from = at;
                if (m.after().revision() == end.after().revision()) {
                    break;
                }
            }
            return sum;
        }
    }
}
