package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.cli.watching.ChangeFollower;
import dev.noticeboard.cli.watching.ChangeText;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: prints each change set of a namespace as it is committed. */
@Command(
        name = "watch",
        description = "Prints each change set of a namespace as it is committed, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  watch /billing/prod",
            "  watch /billing/prod --after 0      (all that the change log still holds, then what is new)",
            "  watch /billing/prod --json | jq -r '.changes[].name'",
            "",
            "Values are printed with --json only, and only where the change log holds them."
        })
final class WatchCommand extends BoardCommand {
    @Parameters(
            index = "0",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "Such as /billing/prod.")
    private @Nullable Namespace namespace;

    @Option(
            names = "--after",
            paramLabel = "REVISION",
            converter = Arguments.Revision.class,
            description = "Begin after this revision. Default: now.")
    private @Nullable Long after;

    WatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Terminal terminal = terminal();
        ChangeFollower.Listener printer = new Printer(terminal);
        Optional<Reply.Refused<?>> end = new ChangeFollower(
                        api(), surroundings.pauses(), surroundings.clock(), Objects.requireNonNull(namespace), printer)
                .follow(after);
        return end.map(terminal::refusal).orElse(ExitCodes.OK);
    }

    /** Puts change sets into lines. */
    private record Printer(Terminal terminal) implements ChangeFollower.Listener {
        @Override
        public void changeSet(ChangeSet set) {
            if (terminal.json()) {
                terminal.jsonLine(set);
                return;
            }
            String why = set.why() == null ? "" : "  " + set.why();
            String restore = set.restore() == null
                    ? ""
                    : "  (part " + set.restore().part() + " of " + set.restore().parts() + " of a restore of revision "
                            + set.restore().asOf() + ")";
            terminal.line(Printable.oneLine(
                    "revision " + set.revision() + "  " + set.at() + "  " + set.by() + why + restore));
            set.changes().forEach(c -> terminal.line("  " + Printable.oneLine(ChangeText.of(c))));
        }

        @Override
        public void remark(String text) {
            terminal.remark(text);
        }
    }
}
