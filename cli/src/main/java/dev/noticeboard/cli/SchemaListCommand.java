package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code schema list}: prints the schemas of a namespace. */
@Command(
        name = "list",
        description = "Prints the schemas that are bound in a namespace: prefix, revision, schema.",
        footerHeading = "%nExamples:%n",
        footer = {"  schema list /shop/prod", "  schema list /shop/prod --json | jq .schema"})
final class SchemaListCommand extends BoardCommand {
    @Parameters(
            index = "0",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "Such as /shop/prod.")
    private @Nullable Namespace namespace;

    SchemaListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return terminal().conclude(api().schemas(Objects.requireNonNull(namespace)), this::print);
    }

    private int print(SchemaBinding.All all) {
        Terminal terminal = terminal();
        for (SchemaBinding binding : all.schemas()) {
            if (terminal.json()) {
                terminal.jsonLine(binding);
            } else {
                terminal.line(binding.prefix() + "\t" + binding.revision() + "\t" + Json.write(binding.schema()));
            }
        }
        return ExitCodes.OK;
    }
}
