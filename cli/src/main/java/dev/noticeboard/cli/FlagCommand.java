package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code flag}: the group of commands about feature flags. */
@Command(
        name = "flag",
        usageHelpAutoWidth = true,
        description = {
            "Shows, switches, ramps and evaluates feature flags: the entries of parameters of the data type flags.",
            "A flag is named by its key and by where it is: the namespace, or the parameter that holds it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flag list /shop/prod",
            "  flag ramp /shop/prod new-checkout --to 10%%",
            "  flag off /shop/prod new-checkout --urgent --why 'errors at the till'",
            "  flag evaluate /shop/prod new-checkout --targeting-key user-1"
        })
final class FlagCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new FlagCommand())
                .addSubcommand(new FlagListCommand(surroundings))
                .addSubcommand(new FlagShowCommand(surroundings))
                .addSubcommand(new FlagSwitchCommand.On(surroundings))
                .addSubcommand(new FlagSwitchCommand.Off(surroundings))
                .addSubcommand(new FlagRampCommand(surroundings))
                .addSubcommand(new FlagEvaluateCommand(surroundings));
    }
}
