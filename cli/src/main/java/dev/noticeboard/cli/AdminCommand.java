package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code admin}: the group of commands for whoever operates the board, rather than what is on it. */
@Command(
        name = "admin",
        usageHelpAutoWidth = true,
        description = "Commands for the operation of the board itself.",
        footerHeading = "%nExample:%n",
        footer = "  admin new-epoch /shop/prod --why 'restored to 02:00'")
final class AdminCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new AdminCommand()).addSubcommand(new NewEpochCommand(surroundings));
    }
}
