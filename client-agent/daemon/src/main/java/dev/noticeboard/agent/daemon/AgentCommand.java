package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.render.RenderJob;
import dev.noticeboard.agent.daemon.render.Renderings;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The daemon: agents in a process of their own, which says on standard output what it does. */
@Command(
        name = "agent",
        modelTransformer = SettingsCommand.ProcessFlags.class,
        description = "Keeps namespaces current on this host until it is stopped, and says what changes."
                + " Values are never printed; with --directory they are kept on disk, for the next start."
                + " SIGHUP reads board and override file at once.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:stopped in order (by a signal, the system reports the signal instead)",
            "  1:could not start",
            "  2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard agent --namespace /billing/prod --region eu-central-1",
            "  noticeboard agent --config /etc/noticeboard/agent.yaml --check-config",
            "  noticeboard agent --namespace /shop/prod --endpoint http://127.0.0.1:8787 \\",
            "      --dynamodb-endpoint http://127.0.0.1:8000 --region us-east-1 --directory /var/lib/noticeboard"
        })
public final class AgentCommand extends SettingsCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);

    @Option(names = "--health", description = "Ask the agent that runs here whether it is well, and end with 0 or 1.")
    private boolean health;

    /** On this host. */
    public AgentCommand() {
        this(Host.ofThisProcess());
    }

    AgentCommand(Host host) {
        super(host, Setting.Section.PROCESS, Setting.Section.NAMESPACE);
    }

    @Override
    int run(Settings settings) {
        if (health) {
            return HealthQuestion.ask(settings.process(), err())
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        }
        Output output = new Output(out(), settings.process().on(Setting.JSON));
        try (Session session = new Session(settings, host().connections(), output, host().clock())) {
            if (settings.process().on(Setting.HTTP_ENABLED)) {
                session.serve(output);
            }
            status("started", session, output);
            render(settings, session, output);
            host().signals().on("HUP", name -> host().later().after(Duration.ZERO, session::refreshNow));
            session.watch(host().later());
            tellSystemd();
            awaitStop();
            status("stopped", session, output);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void status(String event, Session session, Output output) {
        session.agents().all().forEach(agent -> output.status(event, agent::status));
    }

    private void render(Settings settings, Session session, Output output) {
        List<RenderJob> jobs = settings.templates().stream()
                .map(t -> new RenderJob(t, host().processes(), host().ownership()))
                .toList();
        Renderings renderings = new Renderings(
                jobs, session.views(), host().later(), host().random(), text -> output.line("rendering", text));
        if (!renderings.isEmpty()) {
            session.onChange(renderings::renderAll);
            renderings.renderAll();
        }
    }

    /** Type=notify of systemd: sd_notify(3) wants a datagram socket, which JDK 17 lacks for Unix addresses, so its own command sends it. */
    private void tellSystemd() {
        if (host().environment().containsKey("NOTIFY_SOCKET")) {
            LOG.info(
                    "told systemd: {}",
                    host().processes().run(List.of("systemd-notify", "--ready"), Duration.ofSeconds(5)));
        }
    }
}
