package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.AgentStartException;
import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.SettingOptions;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.config.SettingsReader;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command whose flags are made from the table of settings, and which runs agents. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class SettingsCommand implements Callable<Integer> {
    /** How long a signal waits for a clean stop: below systemd's 90 s and Docker's 10 s. */
    private static final long STOP_SECONDS = 8;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything else
    private CommandSpec spec;

    @Option(names = "--check-config", description = "Check the configuration, print it with its sources, and end.")
    private boolean checkConfig;

    private final Host host;
    private final Setting.Section[] sections;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::stopInOrder, "noticeboard-stop");

    SettingsCommand(Host host, Setting.Section... sections) {
        this.host = host;
        this.sections = sections.clone();
    }

    /** Adds the flags of the process and of namespaces. */
    static final class ProcessFlags implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            SettingOptions.add(spec, Setting.Section.PROCESS, Setting.Section.NAMESPACE);
            return spec;
        }
    }

    /** Those and the flags of a template. */
    static final class TemplateFlags implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            SettingOptions.add(spec, Setting.Section.values());
            return spec;
        }
    }

    /**
     * Runs with a checked configuration.
     *
     * @return the exit code
     */
    abstract int run(Settings settings);

    @Override
    public final Integer call() {
        try {
            Settings settings = new SettingsReader(
                            SettingOptions.given(spec.commandLine().getParseResult(), sections), host.environment())
                    .read();
            if (checkConfig) {
                settings.lines().forEach(out()::println);
                return CommandLine.ExitCode.OK;
            }
            try {
                return run(settings);
            } finally {
                ended();
            }
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (AgentStartException e) {
            err().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Ends what {@link #awaitStop} waits in, as a signal does. Thread-safe. */
    public void stop() {
        stopped.countDown();
    }

    /** Waits for {@link #stop}, a signal that ends the JVM, or an interrupt. The JVM then waits for {@link #run} to end in order. */
    final void awaitStop() {
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException signalled) {
            // The JVM is ending already, and waits for what was just done.
        }
    }

    private void stopInOrder() {
        stop();
        try {
            boolean inTime = closed.await(STOP_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                err().println("not stopped in order within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    final Host host() {
        return host;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
