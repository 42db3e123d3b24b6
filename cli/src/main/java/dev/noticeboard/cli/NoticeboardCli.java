package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Utf8Streams;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class of the admin commands alone. */
@Command(
        name = "noticeboard",
        usageHelpAutoWidth = true,
        description = "Reads and writes the parameters of a Noticeboard.")
public final class NoticeboardCli implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        // The SDK logs through SLF4J, which would otherwise remark on each start that nobody listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        CommandLine command = Utf8Streams.on(commandLine(Surroundings.ofThisProcess()));
        System.exit(command.execute(args));
    }

    /** The command line in the surroundings given. */
    static CommandLine commandLine(Surroundings surroundings) {
        return AdminCommands.addTo(new CommandLine(new NoticeboardCli()), surroundings)
                .setParameterExceptionHandler(new ShortUsageErrors());
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do, for example: list /billing/prod");
        }
    }
}
