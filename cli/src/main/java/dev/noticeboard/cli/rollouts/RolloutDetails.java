package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.TimeText;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts all that is known of a rollout into lines. Make each printable before it is printed. */
public final class RolloutDetails {
    /** All of it, in lines. */
    public static List<String> of(Rollout r, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(RolloutText.name(r) + ": " + RolloutText.place(r));
        lines.add("strategy: " + (r.strategyName() == null ? "" : r.strategyName() + ": ")
                + StrategyText.of(r.strategy()));
        lines.add("started: " + r.startedAt() + " by " + r.by() + (r.why() == null ? "" : " (" + r.why() + ")"));
        r.candidates().forEach(c -> lines.add("parameter: " + candidate(c)));
        List<Strategy.Stage> stages = r.strategy().stages();
        for (int i = 0; i < stages.size(); i++) {
            lines.add("step " + (i + 1) + ": " + step(r, i + 1, stages.get(i), now));
        }
        lines.add("cohort: " + Counted.of(r.cohort(), "agent"));
        r.transitions().forEach(t -> lines.add("  " + RolloutText.transition(r, t)));
        return lines;
    }

    private static String step(Rollout r, int number, Strategy.Stage stage, Instant now) {
        boolean current = number == r.step();
        boolean done = number < r.step() || (current && r.state() == Rollout.State.COMPLETE);
        String mark = done ? "[x] " : !current ? "[ ] " : r.open() ? "[>] " : "[!] ";
        String whom = current && r.share() > stage.share()
                ? RolloutText.exposed(r.share(), r.tags()) + " (widened from "
                        + RolloutText.exposed(stage.share(), List.of()) + ")"
                : RolloutText.exposed(stage.share(), stage.tags());
        String left = current ? RolloutText.left(r, now) : "";
        return mark + whom + " for " + TimeText.of(Duration.ofSeconds(stage.bakeSeconds()))
                + (left.isEmpty() ? "" : ", " + left);
    }

    private static String candidate(Rollout.Candidate c) {
        return c.name() + " version " + c.version() + (c.tombstone() ? ", which deletes it" : "")
                + (c.stable() == 0 ? " (new)" : " (stable " + c.stable() + ")");
    }

    private RolloutDetails() {}
}
