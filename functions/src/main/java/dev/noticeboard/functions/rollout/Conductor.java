package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.fleet.Lease;
import dev.noticeboard.functions.fleet.LiveFleet;
import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.upkeep.BoardEvents;
import dev.noticeboard.functions.upkeep.PolicyEnforcer;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rollouts on, or back (design, section 5). Called every minute for all, and for one namespace when a report makes it worth while. It looks at
 * each rollout, decides, commits, and looks again until there is nothing more to do now; then it tells events. Every move is one
 * commit on condition that the rollout is still as it was seen, so that several conductors and people at once do no harm. One rollout
 * that fails does not stop the others. Thread-safe.
 */
public final class Conductor {
    /** Who decides. */
    public static final String BY = "noticeboard:conductor";

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    /** The next run begins after a minute; what a run began before this ends well before its function's limit. */
    private static final Duration BUDGET = Duration.ofSeconds(45);
    /** Of one rollout in a run: all steps at once and the end, should all of them bake for no time. */
    private static final int MOVES = Strategy.STEPS + 2;
    /** Whoever overtakes moves the rollout on; what they leave is for the next run. */
    private static final int OVERTAKEN = 2;

    private final RolloutStore store;
    private final Moves moves;
    private final LiveFleet fleet;
    private final Witness witness;
    private final Herald herald;
    private final Clock clock;

    /**
     * Makes a conductor.
     *
     * @param moves whose budget for a commit is {@link PolicyEnforcer#COMMIT_BUDGET} at most
     */
    public Conductor(RolloutStore store, Moves moves, LiveFleet fleet, Alarms alarms, BoardEvents events, Clock clock) {
        this.store = store;
        this.moves = moves;
        this.fleet = fleet;
        this.witness = new Witness(store, fleet, alarms);
        this.herald = new Herald(store, events);
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param moves that it committed
     * @param told transitions that it told events of
     * @param failures rollouts that failed or were too busy; the next run tries them again
     * @param finished whether it looked at all
     */
    public record Conducted(int moves, int told, int failures, boolean finished) {}

    /** Looks at every rollout that there is something to do about. */
    public Conducted run() {
        return new Run().all(store.pending());
    }

    /** Looks at those of one namespace. */
    public Conducted run(Namespace namespace) {
        return new Run()
                .all(store.pending().stream()
                        .filter(p -> p.namespace().equals(namespace))
                        .toList());
    }

    /** Looks at one, also if the index does not have it yet. */
    public Conducted run(Namespace namespace, String id) {
        return new Run().all(List.of(new RolloutStore.Pending(namespace, id)));
    }

    /** One run; for one thread. */
    private final class Run {
        private final Instant deadline = clock.instant().plus(BUDGET);
        /** Read once: a fleet changes little within a run. */
        private final Map<Namespace, Map<String, Lease>> live = new HashMap<>();

        private int committed;
        private int told;
        private int failures;

        Conducted all(List<RolloutStore.Pending> pending) {
            // Events come last: a bus that hangs must not hold up a canary that fails.
            boolean finished = each(pending, "moving", this::conduct) && each(pending, "telling of", this::tell);
            Conducted conducted = new Conducted(committed, told, failures, finished);
            if (!pending.isEmpty()) {
                LOG.info("{}", conducted);
            }
            return conducted;
        }

        private boolean late() {
            return clock.instant().isAfter(deadline);
        }

        /** Whether the time sufficed for all. */
        private boolean each(List<RolloutStore.Pending> pending, String what, Consumer<RolloutStore.Pending> step) {
            for (RolloutStore.Pending p : pending) {
                if (late() || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                try {
                    step.accept(p);
                } catch (RuntimeException e) {
                    failures++;
                    LogEvent.ROLLOUT_FAILED
                            .in(LOG.atWarn())
                            .log("{} rollout {} of {} failed: {}", what, p.id(), p.namespace(), Faults.describe(e));
                }
            }
            return true;
        }

        private void tell(RolloutStore.Pending p) {
            store.find(p.namespace(), p.id()).ifPresent(r -> told += herald.tell(r));
        }

        private void conduct(RolloutStore.Pending p) {
            Optional<Rollout> seen = store.find(p.namespace(), p.id());
            int overtaken = 0;
            for (int i = 0; i < MOVES && seen.isPresent() && !late(); i++) {
                Rollout r = seen.get();
                Optional<Move> move = r.state().ended() ? Optional.empty() : move(r);
                if (move.isEmpty()) {
                    return;
                }
                Moves.Result result = moves.commit(r, move.get(), BY);
                if (result instanceof Moves.Result.Done done) {
                    committed++;
                    LogEvent.ROLLOUT_MOVED
                            .in(LOG.atInfo())
                            .log(
                                    "rollout {} of {} is {} at step {}",
                                    r.id(),
                                    r.namespace(),
                                    label(done),
                                    done.after().step());
                    seen = Optional.of(done.after());
                } else if (result instanceof Moves.Result.Overtaken && ++overtaken < OVERTAKEN) {
                    seen = store.find(p.namespace(), p.id());
                } else if (result instanceof Moves.Result.NotNow not) {
                    failures++;
                    String outcome = not.outcome().getClass().getSimpleName();
                    LogEvent.ROLLOUT_FAILED
                            .in(LOG.atWarn())
                            .log("rollout {} of {} was not moved: {}", r.id(), r.namespace(), outcome);
                    return;
                } else {
                    return;
                }
            }
        }

        private String label(Moves.Result.Done done) {
            return done.after().state().label();
        }

        /** The move to make, its cohort frozen; empty for none. */
        private Optional<Move> move(Rollout r) {
            Instant now = clock.instant();
            Evidence evidence = witness.evidence(r, live.computeIfAbsent(r.namespace(), n -> fleet.live(n, now)), now);
            Decision decision = Decider.decide(r, evidence, now);
            if (decision instanceof Decision.Stay stay) {
                LOG.info("rollout {} of {} stays as it is: {}", r.id(), r.namespace(), stay.why());
                return Optional.empty();
            }
            if (decision instanceof Decision.Open open) {
                String cohortId = UUID.randomUUID().toString();
                store.freeze(r, cohortId, open.cohort(), now);
                return Optional.of(open.frozen(cohortId));
            }
            return decision instanceof Decision.Act act ? Optional.of(act.move()) : Optional.empty();
        }
    }
}
