package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Batch;
import dev.noticeboard.cli.api.Reference;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.ParameterText;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Parameter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code get}: prints one value, or several parameters. */
@Command(
        name = "get",
        description = {
            "Prints the value of one parameter, alone; with --details or --json all that is known of it.",
            "Of several it prints a line each, as 'list' does. Names that nothing is under are told on standard error, and"
                    + " the exit status is 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  get /billing/prod/db/pool-size",
            "  get /billing/prod/db/pool-size:3                   (version 3)",
            "  get /billing/prod/db/pool-size:stable --details    (where the label stands)",
            "  get /billing/prod/logo.svg --exact > logo.svg",
            "  get /billing/prod/db/host /billing/prod/db/port /shop/prod/banner",
            "  get /billing/prod/db/pool-size --json | jq .version"
        })
final class GetCommand extends BoardCommand {
    @Parameters(
            index = "0",
            arity = "1..*",
            paramLabel = "NAME",
            converter = Arguments.Version.class,
            description = "Its full name; NAME:VERSION or NAME:LABEL for one version of it.")
    private List<Reference> names = List.of();

    @Option(names = "--consistent", description = "Read the newest for sure; without it, it may be a second old.")
    private boolean consistent;

    @Option(names = "--details", description = "Print all that is known, a line each.")
    private boolean details;

    @Option(names = "--exact", description = "Print the value without a line break after it.")
    private boolean exact;

    GetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if (exact && (details || names.size() > 1)) {
            throw usage("--exact prints the value of one parameter alone; leave it out.");
        }
        Terminal terminal = terminal();
        return names.size() == 1
                ? terminal.conclude(api().get(names.get(0), consistent), p -> print(terminal, p))
                : terminal.conclude(Batch.read(api(), names, consistent), b -> print(terminal, b));
    }

    private int print(Terminal terminal, Parameter parameter) {
        if (terminal.json()) {
            terminal.jsonLine(parameter);
        } else if (details) {
            ParameterText.details(parameter).forEach(terminal::line);
        } else if (exact) {
            terminal.out().print(String.valueOf(parameter.value()));
            terminal.out().flush();
        } else {
            terminal.line(String.valueOf(parameter.value()));
        }
        return ExitCodes.OK;
    }

    private int print(Terminal terminal, Batch batch) {
        if (details && !terminal.json()) {
            for (Parameter parameter : batch.found()) {
                ParameterText.details(parameter).forEach(terminal::line);
                terminal.line("");
            }
        } else {
            ParameterText.print(terminal, batch.found());
        }
        batch.missing().forEach(name -> terminal.error("there is nothing under " + name));
        return batch.missing().isEmpty() ? ExitCodes.OK : ExitCodes.REFUSED;
    }
}
