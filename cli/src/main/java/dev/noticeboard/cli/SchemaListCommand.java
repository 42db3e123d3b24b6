package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code schema list}: prints the schemas of a namespace. */
@Command(
        name = "list",
        description = "Prints the schemas that are bound in a namespace: prefix, revision, schema.",
        footerHeading = "%nExamples:%n",
        footer = {"  schema list /shop/prod", "  schema list /shop/prod --json | jq .schema"})
final class SchemaListCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    SchemaListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return terminal().conclude(api().schemas(argument.namespace()), this::print);
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
