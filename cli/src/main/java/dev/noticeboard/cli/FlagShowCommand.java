package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FlagTable;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flag show}: shows one flag. */
@Command(
        name = "show",
        description = "Shows one flag: where it is, the version and revision, and its definition.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  flag show /shop/prod new-checkout",
            "  flag show /shop/prod/flags new-checkout --json | jq .definition.variants"
        })
final class FlagShowCommand extends BoardCommand {
    @Mixin
    private final FlagArguments arguments = new FlagArguments();

    FlagShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return arguments.with(this, (flag, all) -> {
            FlagTable.print(terminal(), flag);
            return ExitCodes.OK;
        });
    }
}
