package dev.noticeboard.cli;

import dev.noticeboard.cli.rollouts.StrategyText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code settings show}: prints a namespace's settings. */
@Command(
        name = "show",
        description = "Prints the settings of a namespace.",
        footerHeading = "%nExamples:%n",
        footer = {"  settings show /shop/prod", "  settings show /shop/prod --json"})
final class SettingsShowCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    SettingsShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        return terminal().conclude(api().settings(argument.namespace()), this::print);
    }

    private int print(SettingsAnswer answer) {
        Terminal terminal = terminal();
        if (terminal.json()) {
            terminal.jsonLine(answer);
            return ExitCodes.OK;
        }
        Settings settings = answer.settings();
        terminal.line("why-required: " + settings.whyRequired());
        terminal.line("keep-versions: " + or(settings.keepVersions()));
        terminal.line("keep-days: " + or(settings.keepDays()));
        terminal.line("validator: " + or(settings.validator()));
        terminal.line("require-strategy: " + or(settings.requiredStrategy()));
        settings.strategies()
                .forEach((name, strategy) ->
                        terminal.line(Printable.oneLine("strategy " + name + ": " + StrategyText.of(strategy))));
        terminal.line(answer.revision() == 0 ? "never set" : "set at revision " + answer.revision());
        return ExitCodes.OK;
    }

    private static String or(@Nullable Object setting) {
        return setting == null ? "none" : Printable.oneLine(setting.toString());
    }
}
