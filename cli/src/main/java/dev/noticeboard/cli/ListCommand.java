package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Prefix;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code list}: prints the parameters below a prefix, page by page. */
@Command(
        name = "list",
        description = "Prints the parameters below a prefix, in the order of their names.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  list /billing/prod",
            "  list /billing/prod/db --json | jq -r .name",
            "",
            "One line each: name, version, revision, data type, value. Where no terminal shows them, tabs stand between"
                    + " them and the whole value is printed, line breaks as \\n; on a terminal its first 60 characters."
        })
final class ListCommand extends BoardCommand {
    /** What is left of a usual terminal's line behind the other columns. */
    private static final int VALUE_SHOWN = 60;

    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    ListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = argument.prefix(this);
        Terminal terminal = terminal();
        BoardApi api = api();
        Reply<ParameterPage> reply = api.list(prefix, null);
        while (reply instanceof Reply.Accepted<ParameterPage> page) {
            print(terminal, page.value().parameters());
            String next = page.value().nextToken();
            if (next == null) {
                return ExitCodes.OK;
            }
            reply = api.list(prefix, next);
        }
        return terminal.refusal((Reply.Refused<ParameterPage>) reply);
    }

    private static void print(Terminal terminal, List<Parameter> page) {
        int width = page.stream().mapToInt(p -> p.name().text().length()).max().orElse(1);
        for (Parameter p : page) {
            String value = Printable.oneLine(String.valueOf(p.value()));
            if (terminal.json()) {
                terminal.jsonLine(p);
            } else if (terminal.interactive()) {
                terminal.line(String.format(
                        "%-" + width + "s  v%-4d r%-6d %-7s  %s",
                        p.name(),
                        p.version(),
                        p.revision(),
                        p.dataType().label(),
                        Printable.atMost(VALUE_SHOWN, value)));
            } else {
                terminal.line(String.join(
                        "\t",
                        p.name().text(),
                        Long.toString(p.version()),
                        Long.toString(p.revision()),
                        p.dataType().label(),
                        value));
            }
        }
    }
}
