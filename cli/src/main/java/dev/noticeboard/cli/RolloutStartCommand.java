package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.rollouts.RolloutText;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.DryRunText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.RolloutRequest;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollout start}: exposes changes step by step. */
@Command(
        name = "start",
        description = {
            "Starts a rollout: changes parameters of one namespace on a growing share of the fleet.",
            "It advances by itself while hosts report that they are well, and rolls back by itself where they do not."
        },
        exitCodeList = {
            "0:started; with --watch: the rollout is complete",
            "1:refused by the board, or failed; standard error says why",
            "2:the command line is wrong; nothing was sent",
            "3:the endpoint did not answer",
            "4:with --watch: the rollout was rolled back or aborted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rollout start /shop/prod/db/pool-size=50 --strategy canary-1-10-100 --why 'load test'",
            "  rollout start /shop/prod/a=1 /shop/prod/b=2 --delete /shop/prod/c --strategy exponential-2x --watch",
            "  rollout start /shop/prod/sale=true --data-type boolean --strategy-file ring-first.json --dry-run",
            "  rollout start -f shop.yaml --prefix /shop/prod --strategy linear-20-every-6m",
            "",
            "A strategy file: {\"steps\":[{\"tags\":{\"ring\":\"canary\"}},{\"percent\":10},{\"percent\":100}],"
                    + "\"bakeSeconds\":300}"
        })
final class RolloutStartCommand extends BoardCommand {
    @Mixin
    private final RolloutChanges changes = new RolloutChanges();

    @Option(names = "--strategy", paramLabel = "STRATEGY", description = "The name of one; or see --strategy-file.")
    private @Nullable String strategy;

    @Option(
            names = "--strategy-file",
            paramLabel = "FILE",
            description = "A strategy for this rollout alone, as a JSON file.")
    private @Nullable Path strategyFile;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Option(names = "--watch", description = "Follow it until it ends, as 'rollout watch' does.")
    private boolean watch;

    RolloutStartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if ((strategy == null) == (strategyFile == null)) {
            throw usage("Say how: --strategy NAME (all-at-once, canary-1-10-100, linear-20-every-6m, exponential-2x or"
                    + " one of the namespace's own) or --strategy-file FILE; one of them.");
        }
        if (watch && options.dryRun) {
            throw usage("--watch follows what was started, and --dry-run starts nothing; leave one of them out.");
        }
        changes.check(this);
        Strategy inline = null;
        if (strategyFile != null) {
            inline = StrategyFile.read(strategyFile, terminal());
            if (inline == null) {
                return ExitCodes.REFUSED;
            }
        }
        Strategy own = inline;
        BoardApi api = api();
        return changes.with(
                this,
                api,
                (namespace, items) ->
                        start(api, Write.rollout(namespace, new RolloutRequest(items, strategy, own, options.why))));
    }

    private int start(BoardApi api, Write write) {
        Terminal terminal = terminal();
        if (options.dryRun) {
            return terminal.conclude(api.dryRun(write), run -> DryRunText.print(terminal, run));
        }
        Reply<Rollout> reply = send(key -> api.rollouts().commit(write, key));
        return terminal.conclude(reply, r -> {
            print(terminal, r);
            return watch ? new RolloutWatch(surroundings, terminal, api, columns()).run(r) : ExitCodes.OK;
        });
    }

    private void print(Terminal terminal, Rollout r) {
        if (terminal.json()) {
            terminal.jsonLine(r);
            return;
        }
        terminal.line(Printable.oneLine("start " + RolloutText.name(r) + ": "
                + Counted.of(r.candidates().size(), "parameter") + " by " + RolloutText.strategy(r) + " in "
                + Counted.of(r.steps(), "step") + ", revision " + r.revision()));
        if (!watch) {
            terminal.remark("to follow it: rollout watch " + r.namespace() + " " + r.id());
        }
    }
}
