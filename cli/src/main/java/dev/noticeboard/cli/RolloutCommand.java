package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollout}: the group of commands about changes that reach the fleet step by step. */
@Command(
        name = "rollout",
        usageHelpAutoWidth = true,
        description = {
            "Changes parameters on a growing share of the fleet: each step is watched, and a failing one rolls back by itself.",
            "Every namespace has the strategies all-at-once, canary-1-10-100, linear-20-every-6m and exponential-2x; see"
                    + " 'settings set --strategy' for others."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollout start /shop/prod/db/pool-size=50 --strategy canary-1-10-100 --watch",
            "  rollout status /shop/prod",
            "  rollout abort /shop/prod --why 'slower than before'"
        })
final class RolloutCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new RolloutCommand())
                .addSubcommand(new RolloutStartCommand(surroundings))
                .addSubcommand(new RolloutStatusCommand(surroundings))
                .addSubcommand(new RolloutWatchCommand(surroundings))
                .addSubcommand(new RolloutMoveCommand.Pause(surroundings))
                .addSubcommand(new RolloutMoveCommand.Resume(surroundings))
                .addSubcommand(new RolloutMoveCommand.Advance(surroundings))
                .addSubcommand(new RolloutMoveCommand.Complete(surroundings))
                .addSubcommand(new RolloutMoveCommand.Abort(surroundings));
    }
}
