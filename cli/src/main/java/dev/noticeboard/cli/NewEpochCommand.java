package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.DryRunText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin new-epoch}: the last step of a restore from a backup. */
@Command(
        name = "new-epoch",
        description = {
            "Begins a new epoch in namespaces whose table was restored from a backup.",
            "The restored table is older than what agents serve, and would count revisions again that they know. In a new epoch"
                    + " every agent reads its namespace anew; values, versions and labels stay. docs/restore.md has all steps."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  admin new-epoch /billing/prod --why 'restored to 02:00'",
            "  admin new-epoch --all --why 'restored to 02:00' --yes",
            "  admin new-epoch --all --dry-run"
        })
final class NewEpochCommand extends BoardCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "Such as /shop/prod; one or more.")
    private List<Namespace> given = new ArrayList<>();

    @Option(names = "--all", description = "In all namespaces that the board has.")
    private boolean all;

    @Option(names = "--yes", description = "Do not ask before it begins; needed where no terminal is.")
    private boolean yes;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    NewEpochCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if (all != given.isEmpty()) {
            throw usage("Say where: one or more namespaces, or --all.");
        }
        if (!yes && !options.dryRun && !surroundings.canAsk()) {
            throw usage(
                    "new-epoch asks before it begins, and there is no terminal to ask on. Give --yes, or --dry-run.");
        }
        return all ? terminal().conclude(api().namespaces(), this::renew) : renew(List.copyOf(given));
    }

    private int renew(List<Namespace> namespaces) {
        Terminal terminal = terminal();
        if (namespaces.isEmpty()) {
            terminal.remark("the board has no namespaces");
            return ExitCodes.OK;
        }
        if (!yes
                && !options.dryRun
                && !terminal.agrees(
                        "Begin a new epoch in " + Counted.of(namespaces.size(), "namespace")
                                + "? Every agent there reads all of its namespace again.",
                        surroundings.stdin())) {
            return terminal.error("not agreed to; nothing was written");
        }
        List<String> failed = new ArrayList<>();
        for (Namespace namespace : namespaces) {
            if (renew(namespace) != ExitCodes.OK) {
                failed.add(namespace.text());
            }
        }
        if (failed.isEmpty()) {
            return ExitCodes.OK;
        }
        return namespaces.size() == 1
                ? ExitCodes.REFUSED
                : terminal.error((options.dryRun ? "would be refused in " : "no new epoch in ")
                        + Counted.of(failed.size(), "namespace") + ": " + String.join(" ", failed)
                        + (options.dryRun ? "" : "; run it again for these"));
    }

    private int renew(Namespace namespace) {
        BoardApi api = api();
        Terminal terminal = terminal();
        Write write = Write.newEpoch(namespace, options.why);
        if (options.dryRun) {
            return terminal.conclude(api.dryRun(write), run -> DryRunText.print(terminal, run));
        }
        Reply<CommitAnswer> reply = send(key -> api.commit(write, key));
        return terminal.conclude(reply, answer -> print(terminal, answer));
    }

    private static int print(Terminal terminal, CommitAnswer answer) {
        if (terminal.json()) {
            terminal.jsonLine(answer);
        } else if (answer.changed()) {
            terminal.line("new-epoch " + answer.namespace() + ": " + answer.epoch() + ", from revision "
                    + answer.revision() + " on");
        } else {
            terminal.line("new-epoch " + answer.namespace() + ": nothing was ever written there, so there is none");
        }
        return ExitCodes.OK;
    }
}
