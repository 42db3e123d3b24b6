package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.DiffText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: compares what lies below a prefix at two revisions. */
@Command(
        name = "compare",
        description =
                "Compares what lies below a prefix at two revisions: + appeared, ~ differs and in what, - is gone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  compare /billing/prod --from 40",
            "  compare /billing/prod/db --from 12 --to 40 --show-values",
            "  compare /billing/prod --from 40 --json | jq -r .name"
        })
final class CompareCommand extends BoardCommand {
    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "R",
            converter = Arguments.Revision.class,
            description = "The earlier revision; 0 for before the first.")
    private long from;

    @Option(
            names = "--to",
            paramLabel = "R",
            converter = Arguments.Revision.class,
            description = "The later revision. Default: the newest.")
    private @Nullable Long to;

    @Option(names = "--show-values", description = "Print what each field was and is. --json always holds it.")
    private boolean showValues;

    CompareCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = argument.prefix(this);
        Terminal terminal = terminal();
        BoardApi api = api();
        int parameters = 0;
        Long until = to;
        String next = null;
        do {
            Reply<VersionDiff.OfRevisions> reply = api.compare(prefix, from, until, next);
            if (reply instanceof Reply.Refused<VersionDiff.OfRevisions> refused) {
                return terminal.refusal(refused);
            }
            VersionDiff.OfRevisions page = ((Reply.Accepted<VersionDiff.OfRevisions>) reply).value();
            page.parameters().forEach(d -> print(terminal, d));
            parameters += page.parameters().size();
            until = page.toRevision();
            next = page.nextToken();
        } while (next != null);
        if (!terminal.json()) {
            terminal.line(Counted.of(parameters, "parameter") + (parameters == 1 ? " differs" : " differ")
                    + " between revision " + from + " and revision " + until);
        }
        return ExitCodes.OK;
    }

    private void print(Terminal terminal, VersionDiff diff) {
        if (terminal.json()) {
            terminal.jsonLine(diff);
        } else {
            DiffText.lines(diff, showValues).forEach(terminal::line);
        }
    }
}
