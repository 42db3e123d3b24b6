package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.Durations;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.exec.EnvNames;
import dev.noticeboard.agent.daemon.exec.OnChange;
import dev.noticeboard.agent.daemon.exec.Supervisor;
import dev.noticeboard.agent.daemon.process.Processes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A process with parameters as its environment. */
@Command(
        name = "exec",
        modelTransformer = SettingsCommand.ProcessFlags.class,
        description =
                "Runs a command with parameters as environment variables, and starts it anew or signals it when they change."
                        + " Signals are passed on. A parameter's variable is its path below the prefix, every other character than a"
                        + " letter, digit or _ written as _.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  n:as the command ended; 128 and more for a signal",
            "  1:not started: nothing to read, or two parameters of one variable",
            "  2:wrong usage",
            "  127:the command cannot be run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard exec --namespace /shop/prod --upcase -- ./server --port 8080",
            "  noticeboard exec --namespace /shop/prod --on-change signal:HUP --splay 5s -- nginx -g 'daemon off;'"
        })
public final class ExecCommand extends SettingsCommand {
    private static final int CANNOT_RUN = 127;

    @Option(
            names = "--on-change",
            defaultValue = "restart",
            paramLabel = "WHAT",
            description = "restart, signal:NAME (HUP, INT, TERM, USR1, USR2) or none (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String onChange;

    @Option(
            names = "--splay",
            defaultValue = "0s",
            paramLabel = "DURATION",
            description = "Do that after a random time up to this (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String splay;

    @Option(
            names = "--kill-timeout",
            defaultValue = "10s",
            paramLabel = "DURATION",
            description = "KILL what TERM did not end after this (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String killTimeout;

    @Option(
            names = "--prefix-strip",
            paramLabel = "PREFIX",
            description = "Leave this out of variables' names; repeatable (default: the namespaces).")
    private @Nullable List<String> strips;

    @Option(names = "--upcase", description = "Variables in upper case.")
    private boolean upcase;

    @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command and its arguments, after --.")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> words;

    /** On this host. */
    public ExecCommand() {
        this(Host.ofThisProcess());
    }

    ExecCommand(Host host) {
        super(host, Setting.Section.PROCESS, Setting.Section.NAMESPACE);
    }

    @Override
    int run(Settings settings) {
        List<String> stripped = strips == null
                ? settings.namespaces().stream().map(Settings.Group::name).toList()
                : strips;
        Supervisor.Plan plan = new Supervisor.Plan(
                words,
                new EnvNames(stripped, upcase),
                OnChange.parse(onChange),
                duration("--splay", splay),
                duration("--kill-timeout", killTimeout));
        // Standard output is the command's.
        Output output = new Output(err(), settings.process().on(Setting.JSON));
        try (Session session = new Session(settings, host().connections(), output, host().clock())) {
            Supervisor supervisor =
                    new Supervisor(plan, session.views(), host().processes(), host().later(), host().random());
            CompletableFuture<Integer> ended;
            try {
                ended = supervisor.start();
            } catch (ConfigException e) {
                err().println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            } catch (Processes.ProcessStartException e) {
                err().println(e.getMessage());
                return CANNOT_RUN;
            }
            Processes.SIGNALS.forEach(signal -> host().signals().on(signal, supervisor::signal));
            session.onChange(supervisor::changed);
            // For what changed since the start; the same environment leaves the process alone.
            supervisor.changed();
            session.watch(host().later());
            return await(ended, supervisor);
        }
    }

    /** The process never outlives this one: an interrupt ends it as TERM does. */
    private static int await(CompletableFuture<Integer> ended, Supervisor supervisor) {
        try {
            return ended.get();
        } catch (InterruptedException e) {
            supervisor.signal("TERM");
            int status = ended.join();
            Thread.currentThread().interrupt();
            return status;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Duration duration(String flag, String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new ConfigException(
                        flag + ": \"" + text + "\" is no duration. Give for example 500ms, 5s or 2m."));
    }
}
