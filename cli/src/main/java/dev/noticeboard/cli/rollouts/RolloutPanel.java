package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Draws a rollout as a few lines of a terminal: a bar for each step, whom it exposes, what it waits for, and what is known of the
 * fleet.
 *
 * @param ansi paints, where that is wanted
 * @param width of the terminal, in columns
 */
public record RolloutPanel(Ansi ansi, int width) {
    /** Columns of a bar. */
    private static final int BAR = 20;

    /** Columns that a terminal must have for it to be worth drawing. */
    public static final int NARROWEST = 40;

    /** Steps drawn; of more, those around the open one. */
    private static final int STEPS = 8;

    /**
     * The lines.
     *
     * @param fleet how far the live agents are; absent where that is not known
     * @param note something about the following; empty for nothing
     */
    public List<String> lines(Rollout r, Instant now, @Nullable Convergence fleet, String note) {
        List<String> lines = new ArrayList<>();
        lines.add(clipped(RolloutText.name(r) + ": " + RolloutText.place(r), 0));
        List<Strategy.Stage> stages = r.strategy().stages();
        int first = Math.max(0, Math.min(r.step() - STEPS / 2, stages.size() - STEPS));
        for (int i = first; i < Math.min(stages.size(), first + STEPS); i++) {
            lines.add(step(r, i + 1, stages.get(i), now));
        }
        lines.add(clipped(cohort(r), 0));
        if (fleet != null) {
            lines.add(clipped(fleet(fleet), 0));
        }
        r.newest().ifPresent(last -> lines.add(clipped("last: " + RolloutText.decided(last), 0)));
        if (!note.isEmpty()) {
            lines.add(clipped("note: " + note, 0));
        }
        return lines;
    }

    private String step(Rollout r, int number, Strategy.Stage stage, Instant now) {
        boolean current = number == r.step();
        String colour = "green";
        int filled = BAR;
        if (current && r.state() != Rollout.State.COMPLETE) {
            colour = r.open() ? "yellow" : "red";
            filled = r.state() == Rollout.State.BAKING ? filled(r, stage, now) : BAR;
        } else if (number > r.step()) {
            filled = 0;
        }
        String bar = "█".repeat(filled);
        String painted = bar.isEmpty() ? "" : ansi.string("@|" + colour + " " + bar + "|@");
        String begin = String.format("%4d  ", number);
        String whom = RolloutText.exposed(
                current ? Math.max(r.share(), stage.share()) : stage.share(), current ? r.tags() : stage.tags());
        String left = current ? RolloutText.left(r, now) : "";
        return begin
                + painted
                + "░".repeat(BAR - filled)
                + clipped("  " + whom + (left.isEmpty() ? "" : "  " + left), begin.length() + BAR);
    }

    private static int filled(Rollout r, Strategy.Stage stage, Instant now) {
        if (stage.bakeSeconds() == 0) {
            return BAR;
        }
        long baked = Math.max(0, r.baked(now).toMillis());
        return (int) Math.min(
                BAR, BAR * baked / Duration.ofSeconds(stage.bakeSeconds()).toMillis());
    }

    /** The open step's cohort, and the figures of the newest decision that had any. */
    private static String cohort(Rollout r) {
        Rollout.Figures figures = null;
        for (Rollout.Transition t : r.transitions()) {
            figures = t.figures() == null ? figures : t.figures();
        }
        String decided = figures == null ? "" : "; decided on " + RolloutText.figures(figures);
        return "cohort: " + Counted.of(r.cohort(), "agent") + decided;
    }

    private static String fleet(Convergence c) {
        return "fleet now: " + c.serving() + " of " + c.liveAgents() + " serve revision " + c.revision() + ", "
                + c.withheldAgents() + " withhold it, " + c.behindAgents() + " behind, " + c.unhealthyAgents()
                + " not well";
    }

    /** The text on one line, cut off before the terminal would break it. */
    private String clipped(String text, int columnsBefore) {
        return Printable.atMost(Math.max(NARROWEST, width) - 1 - columnsBefore, Printable.oneLine(text));
    }
}
