package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.cli.waiting.ConvergenceText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convergence}: says how far a revision has come. */
@Command(
        name = "convergence",
        description = {
            "Says how many live agents serve a revision, who does not and why, and how long it took.",
            "It goes by the agents' last reports. Agents that only poll have no lease and are not seen."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  convergence /billing/prod                  (the newest revision)",
            "  convergence /billing/prod --revision 41",
            "  convergence /billing/prod --wait 2m        (exit status 1 if the fleet has not converged by then)",
            "  convergence /billing/prod --json | jq .behind"
        })
final class ConvergenceCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    @Option(
            names = "--revision",
            paramLabel = "R",
            converter = Arguments.Revision.class,
            description = "Which revision. Default: the newest.")
    private @Nullable Long revision;

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    ConvergenceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if (waiting.limit != null) {
            return awaitFleet(argument.namespace(), revision, waiting.limit);
        }
        Terminal terminal = terminal();
        return terminal.conclude(api().convergence(argument.namespace(), revision), c -> {
            ConvergenceText.print(terminal, c);
            return ExitCodes.OK;
        });
    }
}
