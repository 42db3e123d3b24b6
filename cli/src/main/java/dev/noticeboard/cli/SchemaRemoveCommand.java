package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schema remove}: removes the schema bound to a prefix. */
@Command(
        name = "remove",
        description = "Removes the schema that is bound to exactly this prefix.",
        footerHeading = "%nExample:%n",
        footer = "  schema remove /shop/prod/db/pool-size")
final class SchemaRemoveCommand extends BoardCommand {
    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with the revision.")
    private @Nullable String why;

    SchemaRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = argument.prefix(this);
        return terminal()
                .conclude(
                        api().removeSchema(prefix, why),
                        answer -> CommitText.print(terminal(), "schema remove " + prefix, answer));
    }
}
