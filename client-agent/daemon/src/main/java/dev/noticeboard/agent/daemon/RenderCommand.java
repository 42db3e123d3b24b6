package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.render.RenderJob;
import dev.noticeboard.agent.daemon.render.Renderings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Templates to files, once or at every change. */
@Command(
        name = "render",
        modelTransformer = SettingsCommand.TemplateFlags.class,
        description =
                "Renders parameters into files: strictly, whole or not at all, checked first. A missing parameter, an empty"
                        + " result or a failed check leaves the old file as it is.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:every file is as its template says, and every reload worked",
            "  1:a file was kept as it was, a reload failed, or there was nothing to read",
            "  2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard render --namespace /shop/prod --template app.conf.tpl --output app.conf",
            "  noticeboard render --namespace /shop/prod --template nginx.tpl --output /etc/nginx/nginx.conf --mode 0644 \\",
            "      --check 'nginx -t -c {}' --reload 'nginx -s reload' --splay 30s --watch",
            "  noticeboard render --namespace /shop/prod --flags /shop/prod --output flags.json --watch",
            "  noticeboard render --config /etc/noticeboard/agent.yaml --once"
        })
public final class RenderCommand extends SettingsCommand {
    @ArgGroup
    @SuppressWarnings("NullAway.Init") // absent unless one is given
    private Often often;

    /** How often. */
    static final class Often {
        @Option(names = "--once", description = "Render once and end (default). Reloads do not wait for a splay.")
        boolean once;

        @Option(names = "--watch", description = "Render again at each change, until it is stopped.")
        boolean watch;
    }

    /** On this host. */
    public RenderCommand() {
        this(Host.ofThisProcess());
    }

    RenderCommand(Host host) {
        super(host, Setting.Section.values());
    }

    @Override
    int run(Settings settings) {
        if (settings.templates().isEmpty()) {
            throw new ConfigException(
                    "template: is required. Give --template or --flags, and --output; or templates in the file.");
        }
        boolean watch = often != null && often.watch;
        Output output = new Output(err(), settings.process().on(Setting.JSON));
        List<RenderJob> jobs = settings.templates().stream()
                .map(t -> new RenderJob(t, host().processes(), host().ownership()))
                .toList();
        Later atOnce = (delay, task) -> task.run();
        try (Session session = new Session(
                watch ? settings : settings.without(Setting.ENDPOINT), host().connections(), output, host().clock())) {
            Renderings renderings = new Renderings(
                    jobs,
                    session.views(),
                    watch ? host().later() : atOnce,
                    host().random(),
                    text -> output.line("rendering", text));
            int refused = renderings.renderAll();
            if (!watch) {
                return refused + renderings.reloadFailures() == 0
                        ? CommandLine.ExitCode.OK
                        : CommandLine.ExitCode.SOFTWARE;
            }
            session.onChange(renderings::renderAll);
            // What changed between the two lines above.
            renderings.renderAll();
            host().signals().on("HUP", name -> host().later().after(Duration.ZERO, session::refreshNow));
            session.watch(host().later());
            awaitStop();
        }
        return CommandLine.ExitCode.OK;
    }
}
