package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.terminal.Surroundings;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code schema bind}: binds a JSON Schema to a prefix. */
@Command(
        name = "bind",
        description = {
            "Binds a JSON Schema to a prefix; it replaces the one that was bound there.",
            "It holds for what is put from then on. Where values that are there already break it, it is refused with"
                    + " their names, unless --force is given."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema bind /shop/prod/db/pool-size pool-size.schema.json",
            "  schema bind /shop/prod everything.schema.json     (each value of the whole namespace)",
            "  schema bind /shop/prod/db/pool-size pool-size.schema.json --dry-run"
        })
final class SchemaBindCommand extends BoardCommand {
    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "The JSON Schema, at most 64 KiB.")
    private @Nullable Path file;

    @Mixin
    private final BindOptions binding = new BindOptions();

    SchemaBindCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return binding.bind(
                this, "schema bind", new SchemaPlace.Values(argument.prefix(this)), Objects.requireNonNull(file));
    }
}
