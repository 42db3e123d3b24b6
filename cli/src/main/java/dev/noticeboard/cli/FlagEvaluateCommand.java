package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FoundFlag;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.schemas.board.Parameter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flag evaluate}: says what a flag is for somebody, and why. */
@Command(
        name = "evaluate",
        description = {
            "Evaluates a flag for a context as an agent does, on what the board has now: the value, the variant, the reason, and"
                    + " the rule that decided.",
            "Exit status 1 if it cannot be evaluated; an application then uses its own default."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flag evaluate /shop/prod new-checkout --targeting-key user-1",
            "  flag evaluate /shop/prod new-checkout --targeting-key user-1 --set country=NZ --set beta=true",
            "  flag evaluate /shop/prod/flags banner --context '{\"targetingKey\":\"user-1\",\"age\":41}'",
            "  flag evaluate /shop/prod banner --context @user.json --json | jq .value"
        })
final class FlagEvaluateCommand extends BoardCommand {
    @Mixin
    private final FlagArguments arguments = new FlagArguments();

    @Mixin
    private final ContextOptions context = new ContextOptions();

    FlagEvaluateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        FlagContext read = context.read(this);
        return read == null ? ExitCodes.REFUSED : arguments.with(this, (flag, all) -> evaluate(flag, all, read));
    }

    private int evaluate(FoundFlag flag, List<Parameter> documents, FlagContext attributes) {
        FlagSet set = FlagSet.of(FlagListCommand.texts(documents), surroundings.clock());
        return new EvaluationText(terminal()).print(set.explain(flag.key(), attributes));
    }
}
