package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code settings set}: changes a namespace's settings. */
@Command(
        name = "set",
        description = {
            "Changes the settings of a namespace; what is not given stays as it is.",
            "It reads them first, and is refused if another has set them in the meantime."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  settings set /shop/prod --why-required true",
            "  settings set /shop/prod --keep-versions 100 --keep-days 365",
            "  settings set /shop/prod --keep-days none --validator none",
            "  settings set /shop/prod --strategy ring-first=ring-first.json --require-strategy ring-first",
            "  settings set /shop/prod --strategy ring-first=none --require-strategy none",
            "",
            "With neither --keep-versions nor --keep-days all versions are kept. With one of them, what it does not keep is"
                    + " dropped; with both, what neither keeps. The newest version and labelled ones always stay."
        })
final class SettingsSetCommand extends BoardCommand {
    private static final String NONE = "none";
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final int MOST = 100_000;

    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    @Option(
            names = "--why-required",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether every write must give a reason.")
    private @Nullable Boolean whyRequired;

    @Option(
            names = "--keep-versions",
            paramLabel = "N",
            description = "Keep the newest N versions of a parameter, 1 to 100000; 'none' for no such rule.")
    private @Nullable String keepVersions;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            description = "Keep a version for N days after it was superseded, 1 to 100000; 'none' for no such rule.")
    private @Nullable String keepDays;

    @Option(
            names = "--validator",
            paramLabel = "ARN",
            description = "The Lambda function that is asked before values are committed; 'none' for none.")
    private @Nullable String validator;

    @Mixin
    private final StrategyOptions strategies = new StrategyOptions();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    SettingsSetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if (whyRequired == null
                && keepVersions == null
                && keepDays == null
                && validator == null
                && !strategies.given()) {
            throw usage("Say what to set: --why-required, --keep-versions, --keep-days, --validator, --strategy or"
                    + " --require-strategy.");
        }
        check("--keep-versions", keepVersions);
        check("--keep-days", keepDays);
        Map<String, Strategy> read = strategies.read(this);
        return read == null
                ? ExitCodes.REFUSED
                : terminal().conclude(api().settings(argument.namespace()), now -> set(now, read));
    }

    private int set(SettingsAnswer now, Map<String, Strategy> read) {
        Namespace of = argument.namespace();
        Settings old = now.settings();
        Settings settings = new Settings(
                whyRequired == null ? old.whyRequired() : whyRequired,
                keepVersions == null ? old.keepVersions() : count(keepVersions),
                keepDays == null ? old.keepDays() : count(keepDays),
                validator == null ? old.validator() : NONE.equals(validator) ? null : validator,
                strategies.onTopOf(old.strategies(), read),
                strategies.required(old.requiredStrategy()));
        return write("settings set " + of, Write.settings(of, settings, now.revision(), options.why), options.dryRun);
    }

    private void check(String option, @Nullable String text) {
        if (text == null || NONE.equals(text)) {
            return;
        }
        if (!COUNT.matcher(text).matches() || Integer.parseInt(text) > MOST) {
            throw usage("Invalid value for option '" + option + "': give 1 to 100000, or none.");
        }
    }

    private static @Nullable Integer count(String text) {
        return NONE.equals(text) ? null : Integer.valueOf(text);
    }
}
