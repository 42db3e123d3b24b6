package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code settings}: the group of commands about a namespace's settings. */
@Command(
        name = "settings",
        usageHelpAutoWidth = true,
        description = "Shows and sets how a namespace is kept: whether writes must give a reason, how long versions are"
                + " kept, who is asked before a commit, by which strategies changes are rolled out.",
        footerHeading = "%nExample:%n",
        footer = "  settings set /shop/prod --why-required true --keep-versions 100")
final class SettingsCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new SettingsCommand())
                .addSubcommand(new SettingsShowCommand(surroundings))
                .addSubcommand(new SettingsSetCommand(surroundings));
    }
}
