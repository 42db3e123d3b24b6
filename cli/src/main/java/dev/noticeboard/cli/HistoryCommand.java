package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: prints the versions of a parameter. */
@Command(
        name = "history",
        description = "Prints the versions of a parameter, the newest first, as far as the board keeps them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  history /billing/prod/db/pool-size",
            "  history /billing/prod/db/pool-size --limit 3",
            "  history /billing/prod/db/pool-size --json | jq -r .parameter.by",
            "",
            "One line each: version, revision, time, by whom, labels, value, reason; '-' for none. Tabs stand between them."
                    + " Of a version that a rollout brought, (candidate) and (withdrawn) stand beside the labels."
        })
final class HistoryCommand extends BoardCommand {
    private static final String NONE = "-";
    private static final int VALUE_SHOWN = 60;

    @Parameters(index = "0", paramLabel = "NAME", converter = Arguments.Name.class, description = "Its full name.")
    private @Nullable ParameterName name;

    @Option(names = "--limit", paramLabel = "N", description = "The newest N versions. Default: all.")
    private long limit = Long.MAX_VALUE;

    HistoryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if (limit < 1) {
            throw usage("Invalid value for option '--limit': give 1 or more.");
        }
        Terminal terminal = terminal();
        BoardApi api = api();
        ParameterName of = Objects.requireNonNull(name);
        long left = limit;
        String next = null;
        do {
            int page = (int) Math.min(left, Limits.PAGE_PARAMETERS);
            Reply<HistoryPage> reply = api.history(of, page, next);
            if (reply instanceof Reply.Refused<HistoryPage> refused) {
                return terminal.refusal(refused);
            }
            HistoryPage read = ((Reply.Accepted<HistoryPage>) reply).value();
            read.versions().forEach(v -> print(terminal, v));
            left -= read.versions().size();
            next = read.nextToken();
        } while (next != null && left > 0);
        return ExitCodes.OK;
    }

    /** Its labels; in parentheses, which no label has, what became of it in a rollout if it did not become stable. */
    private static String labels(HistoryPage.Entry entry) {
        List<String> labels = new ArrayList<>(entry.labels());
        Parameter.Staged staged = entry.parameter().staged();
        if (staged != null && entry.parameter().unserved()) {
            labels.add("(" + (staged.stage() == Parameter.Stage.CANDIDATE ? "candidate" : "withdrawn") + ")");
        }
        return labels.isEmpty() ? NONE : String.join(",", labels);
    }

    private static void print(Terminal terminal, HistoryPage.Entry entry) {
        if (terminal.json()) {
            terminal.jsonLine(entry);
            return;
        }
        Parameter p = entry.parameter();
        String value = p.value() == null ? "(deleted)" : Printable.oneLine(p.value());
        terminal.line(String.join(
                "\t",
                Long.toString(p.version()),
                Long.toString(p.revision()),
                p.at().toString(),
                Printable.oneLine(p.by()),
                labels(entry),
                terminal.interactive() ? Printable.atMost(VALUE_SHOWN, value) : value,
                p.why() == null ? NONE : Printable.oneLine(p.why())));
    }
}
