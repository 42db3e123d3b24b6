package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code schema}: the group of commands about JSON Schemas. */
@Command(
        name = "schema",
        usageHelpAutoWidth = true,
        description = {
            "Binds JSON Schemas (draft 2020-12) to prefixes: every value put below must then hold to them.",
            "See 'rules' for what holds between the values of a namespace."
        },
        footerHeading = "%nExample:%n",
        footer = "  schema bind /shop/prod/db/pool-size pool-size.schema.json")
final class SchemaCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new SchemaCommand())
                .addSubcommand(new SchemaBindCommand(surroundings))
                .addSubcommand(new SchemaListCommand(surroundings))
                .addSubcommand(new SchemaRemoveCommand(surroundings));
    }
}
