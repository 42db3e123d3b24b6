package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.terminal.Surroundings;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rules bind}: binds the rules of a namespace. */
@Command(
        name = "bind",
        description = {
            "Binds a JSON Schema to a namespace as a whole; it replaces the one that was bound.",
            "Where the values that are there already break it, it is refused, unless --force is given."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rules bind /shop/prod shop.rules.json", "  rules bind /shop/prod shop.rules.json --dry-run"})
final class RulesBindCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "The JSON Schema, at most 64 KiB.")
    private @Nullable Path file;

    @Mixin
    private final BindOptions binding = new BindOptions();

    RulesBindCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return binding.bind(
                this, "rules bind", new SchemaPlace.Rules(argument.namespace()), Objects.requireNonNull(file));
    }
}
