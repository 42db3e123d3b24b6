package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code schema remove}: removes the schema bound to a prefix. */
@Command(
        name = "remove",
        description = "Removes the schema that is bound to exactly this prefix.",
        footerHeading = "%nExample:%n",
        footer = "  schema remove /shop/prod/db/pool-size")
final class SchemaRemoveCommand extends BoardCommand {
    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Mixin
    private final UnbindOptions removal = new UnbindOptions();

    SchemaRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return removal.remove(this, "schema remove", new SchemaPlace.Values(argument.prefix(this)));
    }
}
