package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.RefreshOutcome;
import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.Durations;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.lambda.LambdaExtension;
import dev.noticeboard.agent.sync.ReadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent as an external extension of AWS Lambda; the layer's start script runs it. */
@Command(
        name = "extension",
        modelTransformer = SettingsCommand.ProcessFlags.class,
        description =
                "Serves parameters inside AWS Lambda, as an external extension. Configured by the function's environment"
                        + " (NOTICEBOARD_AGENT_…). Polling threads are frozen between invocations: it refreshes at invocation instead.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"  0:Lambda shut it down", "  1:could not start", "  2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  NOTICEBOARD_AGENT_NAMESPACES=/shop/prod noticeboard extension --refresh-when-older 10s"})
public final class ExtensionCommand extends SettingsCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ExtensionCommand.class);
    private static final String API = "AWS_LAMBDA_RUNTIME_API";

    @Option(
            names = "--refresh-when-older",
            defaultValue = "10s",
            paramLabel = "DURATION",
            description =
                    "Read the board at an invocation when it was confirmed longer ago (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String staleness;

    @Option(
            names = "--name",
            defaultValue = "noticeboard",
            paramLabel = "NAME",
            description = "The file's name in /opt/extensions (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String name;

    /** On this host. */
    public ExtensionCommand() {
        this(Host.ofThisProcess());
    }

    ExtensionCommand(Host host) {
        super(host, Setting.Section.PROCESS, Setting.Section.NAMESPACE);
    }

    @Override
    int run(Settings settings) {
        String address = host().environment().get(API);
        if (address == null) {
            throw new ConfigException(API + ": is not set. Run this as an extension inside AWS Lambda.");
        }
        Duration oldest = Durations.parse(staleness)
                .orElseThrow(() -> new ConfigException("--refresh-when-older: is no duration. Give for example 10s."));
        Output output = new Output(out(), settings.process().on(Setting.JSON));
        List<Session> sessions = new ArrayList<>();
        try {
            new LambdaExtension(address, name, oldest, host().clock()).run(() -> {
                Session session = new Session(settings, host().connections(), output, host().clock(), oldest);
                sessions.add(session);
                session.serve(output);
                session.agents().all().forEach(agent -> output.status("started", agent::status));
                return session.agents().all().stream().map(Refreshing::new).toList();
            });
        } finally {
            sessions.forEach(Session::close);
        }
        return CommandLine.ExitCode.OK;
    }

    /** An agent as the extension sees it. */
    private record Refreshing(ParameterAgent agent) implements LambdaExtension.Refreshed {
        @Override
        public Optional<Instant> confirmedAt() {
            return Optional.ofNullable(agent.status().confirmedAt());
        }

        @Override
        public void refreshNow() {
            RefreshOutcome outcome = agent.refreshIfStale();
            if (outcome instanceof RefreshOutcome.Read read && read.result() instanceof ReadResult.Failed failed) {
                LOG.warn("{} is served as it was: {}", agent.namespace(), failed.reason());
            }
        }
    }
}
