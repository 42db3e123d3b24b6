package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code get}: prints one value. */
@Command(
        name = "get",
        description = "Prints the value of one parameter, alone; with --json all that is known of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  get /billing/prod/db/pool-size",
            "  get /billing/prod/logo.svg --exact > logo.svg",
            "  get /billing/prod/db/pool-size --json | jq .version"
        })
final class GetCommand extends BoardCommand {
    @Parameters(index = "0", paramLabel = "NAME", converter = Arguments.Name.class, description = "Its full name.")
    private @Nullable ParameterName name;

    @Option(names = "--exact", description = "Print the value without a line break after it.")
    private boolean exact;

    GetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return terminal().conclude(api().get(Objects.requireNonNull(name)), this::print);
    }

    private int print(Parameter parameter) {
        Terminal terminal = terminal();
        String value = String.valueOf(parameter.value());
        if (terminal.json()) {
            terminal.jsonLine(parameter);
        } else if (exact) {
            terminal.out().print(value);
            terminal.out().flush();
        } else {
            terminal.line(value);
        }
        return ExitCodes.OK;
    }
}
