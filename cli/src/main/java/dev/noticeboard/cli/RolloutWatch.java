package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.rollouts.FleetGlance;
import dev.noticeboard.cli.rollouts.RolloutFollower;
import dev.noticeboard.cli.rollouts.RolloutPanel;
import dev.noticeboard.cli.rollouts.RolloutText;
import dev.noticeboard.cli.rollouts.TransitionLines;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Redrawn;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Limits;

/**
 * Shows a rollout until it ends, and turns its end into an exit status.
 *
 * @param columns how wide the terminal is
 */
record RolloutWatch(Surroundings surroundings, Terminal terminal, BoardApi api, int columns) {
    /** For how long a read is held back where the time left is drawn. */
    private static final int DRAWN_WAIT_SECONDS = 2;

    int run(Rollout first) {
        boolean drawn = terminal.interactive() && !terminal.json() && columns >= RolloutPanel.NARROWEST;
        RolloutFollower.Listener listener =
                drawn ? new Drawing(new FleetGlance(api, surroundings.clock())) : new TransitionLines(terminal);
        RolloutFollower.End end = new RolloutFollower(
                        api,
                        surroundings.pauses(),
                        surroundings.clock(),
                        first,
                        drawn ? DRAWN_WAIT_SECONDS : Limits.WAIT_SECONDS,
                        listener)
                .follow();
        if (end instanceof RolloutFollower.End.Over over) {
            return conclude(over.rollout());
        }
        if (end instanceof RolloutFollower.End.Refused refused) {
            return terminal.refusal(refused.reply());
        }
        return terminal.error("interrupted; " + RolloutText.name(first) + " goes on");
    }

    private int conclude(Rollout r) {
        if (r.state() == Rollout.State.COMPLETE) {
            if (!terminal.json()) {
                terminal.line(RolloutText.name(r) + " is complete: every host is to have it, revision " + r.revision());
            }
            return ExitCodes.OK;
        }
        terminal.error(Printable.oneLine(RolloutText.name(r)
                + (r.state() == Rollout.State.ABORTED ? " was aborted: " : " was rolled back: ")
                + RolloutText.reason(r)));
        return ExitCodes.ROLLED_BACK;
    }

    /** Paints the panel over and over. */
    private final class Drawing implements RolloutFollower.Listener {
        private final RolloutPanel panel = new RolloutPanel(terminal.colours().ansi(), columns);
        private final Redrawn redrawn = new Redrawn(terminal.out());
        private final FleetGlance fleet;
        private String note = "";

        Drawing(FleetGlance fleet) {
            this.fleet = fleet;
        }

        @Override
        public void transition(Rollout rollout, Rollout.Transition transition) {
            note = "";
        }

        @Override
        public void look(Rollout r) {
            redrawn.paint(panel.lines(r, surroundings.clock().instant(), r.open() ? fleet.of(r) : null, note));
        }

        @Override
        public void remark(String text) {
            note = text;
        }
    }
}
