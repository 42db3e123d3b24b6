package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.FlagFinder;
import dev.noticeboard.cli.flags.FoundFlag;
import dev.noticeboard.schemas.board.Parameter;
import java.util.List;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The arguments PLACE and KEY. */
final class FlagArguments {
    @Mixin
    private final FlagPlace place = new FlagPlace();

    @Parameters(index = "1", paramLabel = "KEY", description = "The flag's key.")
    private String key = "";

    /**
     * Goes on with the flag that is meant, or says why it cannot.
     *
     * @param next takes the flag, and all parameters of the place that hold flags
     * @return the exit status
     */
    int with(BoardCommand command, ToIntBiFunction<FoundFlag, List<Parameter>> next) {
        return new FlagFinder(command.api(), command.terminal()).flag(place.prefix(command), key, next);
    }

    /** The same on a command line. */
    String again() {
        return place.again() + " " + key;
    }
}
