package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.rollouts.RolloutFinder;
import dev.noticeboard.cli.rollouts.RolloutText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.Rollout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that move a rollout by hand. */
abstract class RolloutMoveCommand extends BoardCommand {
    /** The last part of the route. */
    private final String action;

    @Mixin
    private final RolloutArguments arguments = new RolloutArguments();

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with the revision.")
    private @Nullable String why;

    RolloutMoveCommand(Surroundings surroundings, String action) {
        super(surroundings);
        this.action = action;
    }

    @Override
    final int run() {
        BoardApi api = api();
        return new RolloutFinder(api.rollouts(), terminal())
                .with(arguments.namespace(), arguments.id, r -> move(api, r));
    }

    private int move(BoardApi api, Rollout rollout) {
        Terminal terminal = terminal();
        Write move = Write.move(rollout.namespace(), rollout.id(), action, why);
        Reply<Rollout> reply = send(key -> api.rollouts().commit(move, key));
        if (reply instanceof Reply.Refused<Rollout> refused) {
            int status = terminal.refusal(refused);
            Problem problem = refused.problem();
            if (problem != null && problem.shortType().equals("rollout-moved") && !terminal.json()) {
                tellWhereItIs(api, rollout);
            }
            return status;
        }
        Rollout moved = ((Reply.Accepted<Rollout>) reply).value();
        if (terminal.json()) {
            terminal.jsonLine(moved);
        } else {
            terminal.line(Printable.oneLine(action + " " + RolloutText.name(moved) + ": " + RolloutText.place(moved)
                    + ", revision " + moved.revision()));
        }
        return ExitCodes.OK;
    }

    /** Who moved it, which may have been this command whose answer was lost. A failure to find out is passed over. */
    private void tellWhereItIs(BoardApi api, Rollout rollout) {
        if (api.rollouts().get(rollout.namespace(), rollout.id()) instanceof Reply.Accepted<Rollout> now
                && now.value().newest().isPresent()) {
            Rollout.Transition last = now.value().newest().get();
            terminal()
                    .remark("  "
                            + Printable.oneLine("it is " + RolloutText.place(now.value()) + " since " + last.at() + ": "
                                    + RolloutText.decided(last)));
        }
    }

    /** {@code rollout pause}. */
    @Command(
            name = "pause",
            description = "Keeps a rollout from advancing by itself. It still rolls back where the open step fails.",
            footerHeading = "%nExamples:%n",
            footer = {"  rollout pause /shop/prod", "  rollout pause /shop/prod 0b7c --why 'until the sale is over'"})
    static final class Pause extends RolloutMoveCommand {
        Pause(Surroundings surroundings) {
            super(surroundings, "pause");
        }
    }

    /** {@code rollout resume}. */
    @Command(
            name = "resume",
            description = "Ends a pause. The time of the pause does not count as baking.",
            footerHeading = "%nExample:%n",
            footer = "  rollout resume /shop/prod")
    static final class Resume extends RolloutMoveCommand {
        Resume(Surroundings surroundings) {
            super(surroundings, "resume");
        }
    }

    /** {@code rollout advance}. */
    @Command(
            name = "advance",
            description = "Opens the next step without waiting for the end of the bake; ends a pause.",
            footerHeading = "%nExample:%n",
            footer = "  rollout advance /shop/prod --why 'looks good'")
    static final class Advance extends RolloutMoveCommand {
        Advance(Surroundings surroundings) {
            super(surroundings, "advance");
        }
    }

    /** {@code rollout complete}. */
    @Command(
            name = "complete",
            description = "Gives the changes to every host now, whatever step is open.",
            footerHeading = "%nExample:%n",
            footer = "  rollout complete /shop/prod 0b7c --why 'verified by hand'")
    static final class Complete extends RolloutMoveCommand {
        Complete(Surroundings surroundings) {
            super(surroundings, "complete");
        }
    }

    /** {@code rollout abort}. */
    @Command(
            name = "abort",
            description = "Takes the changes back: every host goes back to the versions from before.",
            footerHeading = "%nExamples:%n",
            footer = {"  rollout abort /shop/prod", "  rollout abort /shop/prod 0b7c --why 'slower than before'"})
    static final class Abort extends RolloutMoveCommand {
        Abort(Surroundings surroundings) {
            super(surroundings, "abort");
        }
    }
}
