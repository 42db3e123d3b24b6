package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rules}: the group of commands about what holds between the values of a namespace. */
@Command(
        name = "rules",
        usageHelpAutoWidth = true,
        description = {
            "Binds one JSON Schema (draft 2020-12) to a namespace as a whole: what must hold between its values.",
            "The schema sees one object with a property for each parameter, named by its path in the namespace, such as"
                    + " db/pool-size."
        },
        footerHeading = "%nExample:%n",
        footer = "  rules bind /shop/prod shop.rules.json")
final class RulesCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new RulesCommand())
                .addSubcommand(new RulesBindCommand(surroundings))
                .addSubcommand(new RulesShowCommand(surroundings))
                .addSubcommand(new RulesRemoveCommand(surroundings));
    }
}
