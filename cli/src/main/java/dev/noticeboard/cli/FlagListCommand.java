package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FlagFinder;
import dev.noticeboard.cli.flags.FlagTable;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Prefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flag list}: lists flags. */
@Command(
        name = "list",
        description = {
            "Lists flags, a line each: key, state, type of its values, default variant, targeting, parameter.",
            "The targeting is none, a rule, or the share of a ramp. What is wrong with a definition is told on standard error."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flag list /shop/prod",
            "  flag list /shop/prod/flags          (of one parameter)",
            "  flag list /shop/prod --json | jq -r 'select(.state == \"DISABLED\") | .key'"
        })
final class FlagListCommand extends BoardCommand {
    @Mixin
    private final FlagPlace place = new FlagPlace();

    FlagListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = place.prefix(this);
        Terminal terminal = terminal();
        return new FlagFinder(api(), terminal).documents(prefix, documents -> {
            FlagTable.print(terminal, documents);
            FlagSet.of(texts(documents)).problems().forEach(p -> terminal.remark("note: " + Printable.oneLine(p)));
            return ExitCodes.OK;
        });
    }

    /** The documents, by their parameters' names. */
    static Map<String, String> texts(List<Parameter> documents) {
        Map<String, String> texts = new LinkedHashMap<>();
        documents.forEach(p -> texts.put(p.name().text(), String.valueOf(p.value())));
        return texts;
    }
}
