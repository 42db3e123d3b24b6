package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rules remove}: removes the rules of a namespace. */
@Command(
        name = "remove",
        description = "Removes the rules of a namespace.",
        footerHeading = "%nExample:%n",
        footer = "  rules remove /shop/prod")
final class RulesRemoveCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    @Mixin
    private final UnbindOptions removal = new UnbindOptions();

    RulesRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return removal.remove(this, "rules remove", new SchemaPlace.Rules(argument.namespace()));
    }
}
