package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.rollouts.RolloutFinder;
import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollout watch}: follows a rollout until it ends. */
@Command(
        name = "watch",
        description = {
            "Follows a rollout until it ends, and says how. Without an id, the only open one.",
            "On a terminal it draws the steps and what is known of the fleet; elsewhere it prints a line for each transition,"
                    + " those that were before included."
        },
        exitCodeList = {
            "0:the rollout is complete",
            "1:refused by the board, or failed, or interrupted; standard error says why",
            "2:the command line is wrong; nothing was sent",
            "3:the endpoint did not answer",
            "4:the rollout was rolled back or aborted; standard error says why"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollout watch /shop/prod",
            "  rollout watch /shop/prod 0b7c && ./next-namespace.sh",
            "  rollout watch /shop/prod --json | jq -r .reason",
            "",
            "Ctrl-C ends the watching only; the rollout goes on."
        })
final class RolloutWatchCommand extends BoardCommand {
    @Mixin
    private final RolloutArguments arguments = new RolloutArguments();

    RolloutWatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        BoardApi api = api();
        return new RolloutFinder(api.rollouts(), terminal())
                .with(
                        arguments.namespace(),
                        arguments.id,
                        r -> new RolloutWatch(surroundings, terminal(), api, columns()).run(r));
    }
}
