package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rules show}: prints the rules of a namespace. */
@Command(
        name = "show",
        description = "Prints the rules of a namespace, alone; with --json also since which revision they hold.",
        footerHeading = "%nExample:%n",
        footer = "  rules show /shop/prod > shop.rules.json")
final class RulesShowCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    RulesShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Terminal terminal = terminal();
        return terminal.conclude(api().schema(new SchemaPlace.Rules(argument.namespace())), binding -> {
            terminal.line(Json.write(terminal.json() ? binding : binding.schema()));
            return ExitCodes.OK;
        });
    }
}
