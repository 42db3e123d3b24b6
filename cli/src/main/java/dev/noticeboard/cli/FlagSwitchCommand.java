package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FlagWriter;
import dev.noticeboard.cli.flags.FoundFlag;
import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that switch a flag on and off. */
abstract class FlagSwitchCommand extends BoardCommand {
    private final String action;
    private final String state;

    @Mixin
    private final FlagArguments arguments = new FlagArguments();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    FlagSwitchCommand(Surroundings surroundings, String action, String state) {
        super(surroundings);
        this.action = action;
        this.state = state;
    }

    boolean urgent() {
        return false;
    }

    @Override
    final int run() {
        limit(waiting, options.dryRun);
        return arguments.with(
                this,
                (flag, all) -> new FlagWrites(this)
                        .one("flag " + action + " " + flag.key(), flag, this::edit, options, urgent(), waiting));
    }

    private FlagWriter.Edit edit(FoundFlag flag) {
        if (!flag.state().equals(state)) {
            return new FlagWriter.Edit.To(flag.withState(state));
        }
        // A rollout may be bringing another state to some hosts: an urgent write of what is there already ends it.
        return urgent() && flag.underRollout()
                ? new FlagWriter.Edit.To(String.valueOf(flag.parameter().value()))
                : new FlagWriter.Edit.Same();
    }

    /** {@code flag on}. */
    @Command(
            name = "on",
            description = "Switches a flag on: its state is ENABLED, and its targeting or default variant holds again.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  flag on /shop/prod new-checkout --why 'the till is mended'",
                "  flag on /shop/prod/flags new-checkout --wait 30s"
            })
    static final class On extends FlagSwitchCommand {
        On(Surroundings surroundings) {
            super(surroundings, "on", "ENABLED");
        }
    }

    /** {@code flag off}. */
    @Command(
            name = "off",
            description = {
                "Switches a flag off: its state is DISABLED, and applications use their own default.",
                "With --urgent it is the kill switch."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  flag off /shop/prod new-checkout --urgent --why 'errors at the till'",
                "  flag off /shop/prod new-checkout --urgent --wait 30s",
                "  flag off /shop/prod/flags new-checkout --dry-run"
            })
    static final class Off extends FlagSwitchCommand {
        @Mixin
        private final UrgentOption urgent = new UrgentOption();

        Off(Surroundings surroundings) {
            super(surroundings, "off", "DISABLED");
        }

        @Override
        boolean urgent() {
            return urgent.given();
        }
    }
}
