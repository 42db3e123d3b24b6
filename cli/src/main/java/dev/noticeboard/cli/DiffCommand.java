package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.DiffText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code diff}: compares two versions of a parameter. */
@Command(
        name = "diff",
        description = "Compares two versions of a parameter: each field that differs, as it was and as it is.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  diff /billing/prod/db/pool-size         (the newest with the one before)",
            "  diff /billing/prod/db/pool-size 3       (the newest with version 3)",
            "  diff /billing/prod/db/pool-size 0 3     (version 3 with nothing)"
        })
final class DiffCommand extends BoardCommand {
    @Parameters(index = "0", paramLabel = "NAME", converter = Arguments.Name.class, description = "Its full name.")
    private @Nullable ParameterName name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FROM",
            description = "The earlier version, 0 for nothing. Default: the one before TO.")
    private @Nullable Long from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO", description = "The later version. Default: the newest.")
    private @Nullable Long to;

    DiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if ((from != null && from < 0) || (to != null && to < 0)) {
            throw usage("Invalid value for FROM or TO: a version is 1 or more, and 0 stands for nothing.");
        }
        return terminal().conclude(api().diff(Objects.requireNonNull(name), from, to), this::print);
    }

    private int print(VersionDiff diff) {
        Terminal terminal = terminal();
        if (terminal.json()) {
            terminal.jsonLine(diff);
        } else if (diff.fields().isEmpty()) {
            terminal.line("no difference between version " + version(diff.from()) + " and version " + version(diff.to())
                    + " of " + diff.name());
        } else {
            terminal.line(diff.name() + ": version " + version(diff.from()) + " -> " + version(diff.to()));
            DiffText.lines(diff, true).stream().skip(1).forEach(terminal::line);
        }
        return ExitCodes.OK;
    }

    private static long version(@Nullable Parameter parameter) {
        return parameter == null ? 0 : parameter.version();
    }
}
