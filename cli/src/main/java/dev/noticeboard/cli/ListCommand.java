package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.ParameterText;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: prints the parameters below a prefix, page by page. */
@Command(
        name = "list",
        description = "Prints the parameters below a prefix, in the order of their names.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  list /billing/prod",
            "  list /billing/prod --one-level",
            "  list /billing/prod --revision 41",
            "  list /billing/prod/db --json | jq -r .name",
            "",
            "One line each: name, version, revision, data type, value. Where no terminal shows them, tabs stand between"
                    + " them and the whole value is printed, line breaks as \\n; on a terminal its first 60 characters."
        })
final class ListCommand extends BoardCommand {
    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Option(names = "--one-level", description = "Only what lies directly below, not what lies deeper.")
    private boolean oneLevel;

    @Option(
            names = "--revision",
            paramLabel = "R",
            converter = Arguments.Revision.class,
            description = "As it was at this revision. Default: now.")
    private @Nullable Long revision;

    ListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = argument.prefix(this);
        Terminal terminal = terminal();
        BoardApi api = api();
        Reply<ParameterPage> reply = api.list(prefix, !oneLevel, revision, null);
        while (reply instanceof Reply.Accepted<ParameterPage> page) {
            ParameterText.print(terminal, page.value().parameters());
            String next = page.value().nextToken();
            if (next == null) {
                return ExitCodes.OK;
            }
            reply = api.list(prefix, !oneLevel, revision, next);
        }
        return terminal.refusal((Reply.Refused<ParameterPage>) reply);
    }
}
