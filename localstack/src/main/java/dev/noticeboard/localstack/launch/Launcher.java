package dev.noticeboard.localstack.launch;

import dev.noticeboard.agent.daemon.AgentCommand;
import dev.noticeboard.agent.daemon.ExecCommand;
import dev.noticeboard.agent.daemon.ExtensionCommand;
import dev.noticeboard.agent.daemon.RenderCommand;
import dev.noticeboard.cli.AdminCommands;
import dev.noticeboard.cli.ShortUsageErrors;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Utf8Streams;
import dev.noticeboard.localstack.demo.DemoCommand;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class behind {@code ./noticeboard}. */
@Command(
        name = "noticeboard",
        usageHelpAutoWidth = true,
        description = "Keeps the configuration of a fleet current: push to notify, pull to be sure.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard demo",
            "  noticeboard local",
            "  noticeboard put /shop/prod/db/pool-size 50 --data-type integer",
            "  noticeboard watch /shop/prod"
        })
public final class Launcher implements Runnable {
    /** Set by the launcher script: where the project lies. */
    private static final String HOME = "noticeboard.home";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        CommandLine command = commandLine(Path.of(System.getProperty(HOME, ".")));
        System.exit(Utf8Streams.on(command).execute(args));
    }

    /** @param home the folder in which {@code examples/} lies */
    static CommandLine commandLine(Path home) {
        CommandLine launcher = new CommandLine(new Launcher())
                .addSubcommand(new DemoCommand(home.resolve("examples")))
                .addSubcommand(new LocalCommand())
                .addSubcommand(BootstrapCommand.of(System.getenv()))
                .addSubcommand(new CommandLine(new AgentCommand()))
                .addSubcommand(new CommandLine(new RenderCommand()))
                .addSubcommand(new CommandLine(new ExecCommand()))
                .addSubcommand(new CommandLine(new ExtensionCommand()));
        return AdminCommands.addTo(launcher, Surroundings.ofThisProcess())
                .setParameterExceptionHandler(new ShortUsageErrors());
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do, for example: demo");
        }
    }
}
