package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FoundFlag;
import dev.noticeboard.cli.flags.Ramp;
import dev.noticeboard.cli.flags.RampRun;
import dev.noticeboard.cli.flags.Share;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flag ramp}: gives a variant to a share of the users. */
@Command(
        name = "ramp",
        description = {
            "Gives one variant of a flag to a share of the users and another to the rest, by one boundary that moves: who has it"
                    + " at 1%% has it at 10%% and at 100%% too.",
            "With --over it moves the boundary step by step while it runs, an ordinary change set each. It stops where somebody"
                    + " else changes the flag. Wherever it stops the share stays, and the same command goes on from there."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flag ramp /shop/prod new-checkout --to 10%%",
            "  flag ramp /shop/prod/flags new-checkout --over 1h --why 'release 42'",
            "  flag ramp /shop/prod new-checkout --over 30m --steps 6 --to 50%%",
            "  flag ramp /shop/prod banner --variant winter --from plain --by email --to 0.5%%",
            "",
            "It refuses a flag that has other targeting. A flag that is off stays off."
        })
final class FlagRampCommand extends BoardCommand {
    @Mixin
    private final FlagArguments arguments = new FlagArguments();

    @Mixin
    private final RampOptions ramp = new RampOptions();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    FlagRampCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        limit(waiting, options.dryRun);
        ramp.check(this, options, waiting);
        return arguments.with(this, (flag, all) -> ramp(flag));
    }

    private int ramp(FoundFlag flag) {
        Terminal terminal = terminal();
        Ramp wanted = ramp.ramp();
        Ramp.On on = wanted.on(flag);
        if (on instanceof Ramp.Not not) {
            return terminal.error(Printable.oneLine(not.why()));
        }
        Ramp.Ready ready = (Ramp.Ready) on;
        if (flag.state().equals("DISABLED")) {
            terminal.remark("note: flag " + flag.key() + " is off; its ramp holds once it is on");
        }
        RampText text = new RampText(terminal, arguments.again(), flag.key(), ready, options.why);
        int to = ramp.to();
        Duration over = ramp.over;
        if (over == null || ready.isAt(to)) {
            return new FlagWrites(this)
                    .one(text.did(to), flag, f -> RampRun.edit(wanted, f, to, false), options, false, waiting);
        }
        List<Integer> shares = Share.steps(ready.share(), to, ramp.steps());
        Duration apart = over.dividedBy(Math.max(1, shares.size() - 1));
        return new RampSteps(this, text, shares, apart).run(wanted, flag, options.why);
    }
}
