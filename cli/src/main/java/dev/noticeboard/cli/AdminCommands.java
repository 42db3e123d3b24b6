package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import java.util.List;
import picocli.CommandLine;

/**
 * All admin commands, for a launcher to add to its own. Each handles its own failures, so their exit statuses hold under any
 * launcher; {@link ShortUsageErrors} and {@link dev.noticeboard.cli.terminal.Utf8Streams} are the launcher's to set.
 */
public final class AdminCommands {
    /** The commands for this process, each with its name in its annotation or its spec. */
    public static List<CommandLine> all() {
        return all(Surroundings.ofThisProcess());
    }

    /** The commands in other surroundings, as tests have them. */
    public static List<CommandLine> all(Surroundings surroundings) {
        return List.of(
                new CommandLine(new PutCommand(surroundings)),
                new CommandLine(new GetCommand(surroundings)),
                new CommandLine(new ListCommand(surroundings)),
                new CommandLine(new DeleteCommand(surroundings)),
                new CommandLine(new HistoryCommand(surroundings)),
                new CommandLine(new DiffCommand(surroundings)),
                new CommandLine(new CompareCommand(surroundings)),
                new CommandLine(new LabelCommand(surroundings)),
                new CommandLine(new RestoreCommand(surroundings)),
                new CommandLine(new ExportCommand(surroundings)),
                new CommandLine(new ImportCommand(surroundings)),
                new CommandLine(new ApplyCommand(surroundings)),
                new CommandLine(new WatchCommand(surroundings)),
                new CommandLine(new AgentsCommand(surroundings)),
                new CommandLine(new ConvergenceCommand(surroundings)),
                AdminCommand.of(surroundings),
                RolloutCommand.of(surroundings),
                FlagCommand.of(surroundings),
                SchemaCommand.of(surroundings),
                RulesCommand.of(surroundings),
                SettingsCommand.of(surroundings));
    }

    /**
     * Adds them to a launcher's command.
     *
     * @return the same command
     */
    public static CommandLine addTo(CommandLine launcher, Surroundings surroundings) {
        all(surroundings).forEach(launcher::addSubcommand);
        // An argument that begins with @ is a value, or says itself that it names a file.
        return launcher.setExpandAtFiles(false);
    }

    private AdminCommands() {}
}
