package dev.noticeboard.cli;

import dev.noticeboard.cli.flags.Ramp;
import dev.noticeboard.cli.flags.Share;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code flag ramp} about what is ramped, how far and in what time. */
final class RampOptions {
    private static final int STEPS = 10;
    /** Of a day at most, one a minute: finer is not to be told apart, and each is a version that is kept. */
    private static final int MOST_STEPS = 1_440;

    @Option(
            names = "--to",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description =
                    "The share that is to have the ramped variant: 0%% to 100%%, with up to three decimals. With --over"
                            + " the default is 100%%.")
    private @Nullable Integer to;

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description =
                    "The variant that is ramped. Default: the one that is true; or the other of two than the default"
                            + " variant; or that of the ramp that the flag has.")
    private @Nullable String variant;

    @Option(
            names = "--from",
            paramLabel = "VARIANT",
            description = "The variant that all others have. Default: the one that is false, or the default variant.")
    private @Nullable String from;

    @Option(
            names = "--by",
            paramLabel = "ATTRIBUTE",
            description =
                    "The attribute of the context by which users are shared. Default: targetingKey, or what the flag's"
                            + " ramp has.")
    private @Nullable String by;

    @Option(
            names = "--over",
            paramLabel = "TIME",
            converter = Arguments.Time.class,
            description =
                    "Ramp from the present share in steps, the first at once and the last after this time, such as 1h.")
    @Nullable Duration over;

    @Option(names = "--steps", paramLabel = "N", description = "In how many steps, 2 to 1440. Default: " + STEPS + ".")
    private @Nullable Integer steps;

    /** Refuses a command line that does not say how far, or says what does not fit together. */
    void check(BoardCommand command, WriteOptions options, WaitOptions waiting) {
        if (to == null && over == null) {
            throw command.usage("Say how far: --to PERCENT, or --over TIME for all the way.");
        }
        if (steps != null && over == null) {
            throw command.usage("--steps needs --over TIME.");
        }
        if (steps != null && (steps < 2 || steps > MOST_STEPS)) {
            throw command.usage("Invalid value for option '--steps': give 2 to " + MOST_STEPS + ".");
        }
        if (over != null && (options.dryRun || waiting.limit != null)) {
            throw command.usage("--dry-run and --wait are for one step; leave them out, or --over.");
        }
        if (by != null && by.isEmpty()) {
            throw command.usage("Invalid value for option '--by': name an attribute of the context, such as email.");
        }
    }

    Ramp ramp() {
        return new Ramp(variant, from, by);
    }

    /** See {@link Share}. */
    int to() {
        return to == null ? Share.ALL : to;
    }

    int steps() {
        return steps == null ? STEPS : steps;
    }

    /** A share in percent. */
    static final class Percent implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return Share.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "write a percentage from 0% to 100% with up to three decimals, such as 10% or 0.5%"));
        }
    }
}
