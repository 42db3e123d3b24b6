package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.Figures;
import dev.noticeboard.schemas.board.Rollout.State;
import dev.noticeboard.schemas.name.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a rollout (design, section 5). Pure: the same evidence at the same time gives the same decision.
 *
 * <p>A failing step rolls back at any time, also while paused and also when it is to be left by hand: vetoes or unhealthy agents beyond
 * their limits, an alarm in ALARM or one that does not exist. When the bake is over, enough of the cohort must have reported; when the grace is
 * over too, too few is a failure as well. Only then comes the next step, unless the rollout is paused or an alarm could not be asked.
 */
final class Decider {

    /** Whether a step may be opened now, for which the reports of all agents are needed. */
    static boolean opens(Rollout r, Instant now) {
        return r.open()
                && r.pausedAt() == null
                && (r.state() == State.ADVANCING || !r.baked(now).minus(bake(r)).isNegative());
    }

    /** The decision. */
    static Decision decide(Rollout r, Evidence evidence, Instant now) {
        if (!r.open() && r.state() != State.ROLLING_BACK) {
            return new Decision.Stay("it has ended");
        }
        if (evidence.cohort().size() != r.cohort()) {
            return new Decision.Stay("of its cohort of " + Tally.agents(r.cohort()) + " the table has "
                    + evidence.cohort().size() + "; abort it, or complete it by hand");
        }
        return r.open() ? open(r, evidence, now) : settle(r, evidence, now);
    }

    private static Decision open(Rollout r, Evidence evidence, Instant now) {
        Tally tally = new Tally(r, evidence);
        Optional<String> failure = tally.failure();
        if (failure.isPresent()) {
            return rollBack(failure.get(), tally);
        }
        if (r.state() == State.BAKING) {
            Duration over = r.baked(now).minus(bake(r));
            if (over.isNegative()) {
                return new Decision.Stay("step " + r.step() + " bakes");
            }
            if (!tally.reported()) {
                return over.compareTo(grace(r)) < 0
                        ? new Decision.Stay("step " + r.step() + " waits for reports")
                        : rollBack(tally.silence((int) bake(r).toSeconds()), tally);
            }
        }
        if (r.pausedAt() != null) {
            return new Decision.Stay("it is paused");
        }
        if (tally.unknown()) {
            return new Decision.Stay("an alarm of its strategy could not be asked");
        }
        if (r.state() == State.BAKING && r.step() == r.steps()) {
            return new Decision.Act(new Move.Complete(
                    tally.reports() + "; "
                            + (r.steps() == 1 ? "its only step is done" : "all " + r.steps() + " steps are done"),
                    tally.figures()));
        }
        return new NextStep(r, evidence)
                .decide(r.state() == State.BAKING ? tally.reports() : null, r.step() == 0 ? null : tally.figures());
    }

    private static Decision rollBack(String why, Tally tally) {
        return new Decision.Act(new Move.RollBack(cut(why), tally.figures()));
    }

    /** Exposed hosts are back when they report the revision of the roll-back; who has no lease any more is not waited for. */
    private static Decision settle(Rollout r, Evidence evidence, Instant now) {
        List<String> live =
                evidence.cohort().stream().filter(evidence.live()::containsKey).toList();
        int back = (int) live.stream()
                .map(evidence.reports()::get)
                .filter(report -> report != null && report.reached(r.epoch(), r.revision()))
                .count();
        boolean over = Duration.between(r.since(), now).compareTo(grace(r)) >= 0;
        if (back < live.size() && !over) {
            return new Decision.Stay("its agents are not all back");
        }
        int gone = r.cohort() - live.size();
        String reason = back + " of " + Tally.agents(r.cohort()) + " of step " + r.step() + (back == 1 ? " is" : " are")
                + " back"
                + (gone == 0 ? "" : ", " + gone + (gone == 1 ? " has" : " have") + " no lease any more")
                + (back == live.size()
                        ? ""
                        : ", " + (live.size() - back) + " did not say so within " + grace(r).toSeconds()
                                + " s of grace");
        return new Decision.Act(
                new Move.Settle(reason, new Figures(r.cohort(), back, 0, 0, r.cohort() - back, List.of())));
    }

    /** How long the open step is watched. */
    static Duration bake(Rollout r) {
        return Duration.ofSeconds(r.strategy().stages().get(r.step() - 1).bakeSeconds());
    }

    private static Duration grace(Rollout r) {
        return Duration.ofSeconds(r.strategy().graceSeconds());
    }

    /** To what a reason may have; never within a surrogate pair. */
    private static String cut(String reason) {
        if (reason.length() <= Limits.WHY_CHARACTERS) {
            return reason;
        }
        int end = Limits.WHY_CHARACTERS - 1;
        return reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private Decider() {}
}
