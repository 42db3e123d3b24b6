package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.RolloutsApi;
import dev.noticeboard.cli.rollouts.RolloutDetails;
import dev.noticeboard.cli.rollouts.RolloutFinder;
import dev.noticeboard.cli.rollouts.RolloutText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Rollout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollout status}: prints the open rollouts, or all that is known of one. */
@Command(
        name = "status",
        description =
                "Prints the open rollouts of a namespace, a line each; with an id, all that is known of that one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollout status /shop/prod",
            "  rollout status /shop/prod --all            (and the last ones that ended, the newest first)",
            "  rollout status /shop/prod 0b7c             (its steps, its cohort, its transitions with their reasons)",
            "  rollout status /shop/prod --json | jq -r .id",
            "",
            "One line each: id, state, step, whom it exposes, strategy, when it started, by whom, parameters. Where no"
                    + " terminal shows them, tabs stand between them. Of its steps, [x] is done, [>] is open, [!] failed."
        })
final class RolloutStatusCommand extends BoardCommand {
    /** How many ended ones are shown. */
    private static final int LAST = 5;

    @Mixin
    private final RolloutArguments arguments = new RolloutArguments();

    @Option(names = "--all", description = "Also the last " + LAST + " that ended.")
    private boolean all;

    RolloutStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Terminal terminal = terminal();
        RolloutsApi api = api().rollouts();
        if (arguments.id != null) {
            if (all) {
                throw usage("--all lists rollouts; leave it out, or the id.");
            }
            return new RolloutFinder(api, terminal).with(arguments.namespace(), arguments.id, this::details);
        }
        Reply<List<Rollout>> reply = api.all(arguments.namespace(), all ? null : true);
        return terminal.conclude(reply, this::list);
    }

    private int list(List<Rollout> found) {
        Terminal terminal = terminal();
        Comparator<Rollout> newestFirst =
                Comparator.comparing(Rollout::startedAt).reversed();
        List<Rollout> shown = new ArrayList<>(
                found.stream().filter(Rollout::open).sorted(newestFirst).toList());
        if (shown.isEmpty() && !terminal.json()) {
            terminal.remark("no rollout is open in " + arguments.namespace());
        }
        found.stream().filter(r -> !r.open()).sorted(newestFirst).limit(LAST).forEach(shown::add);
        shown.forEach(r -> print(terminal, r));
        return ExitCodes.OK;
    }

    private static void print(Terminal terminal, Rollout r) {
        if (terminal.json()) {
            terminal.jsonLine(r);
            return;
        }
        List<String> cells = List.of(
                r.id(),
                RolloutText.state(r),
                r.step() + " of " + r.steps(),
                r.step() == 0 ? "nobody yet" : RolloutText.exposed(r.share(), r.tags()),
                RolloutText.strategy(r),
                r.startedAt().toString(),
                r.by(),
                RolloutText.parameters(r));
        terminal.line(String.join(
                terminal.interactive() ? "  " : "\t",
                cells.stream().map(Printable::oneLine).toList()));
    }

    private int details(Rollout r) {
        Terminal terminal = terminal();
        if (terminal.json()) {
            terminal.jsonLine(r);
        } else {
            RolloutDetails.of(r, surroundings.clock().instant())
                    .forEach(line -> terminal.line(Printable.oneLine(line)));
        }
        return ExitCodes.OK;
    }
}
