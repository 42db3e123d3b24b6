package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStartException;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.http.LocalHttp;
import dev.noticeboard.agent.daemon.overrides.OverrideFile;
import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.view.Views;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents of one process as configured, with the operator's overrides over them: what agent, render and exec share. Thread-safe. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Settings settings;
    private final Connections connections;
    private final ParameterAgents agents;
    private final @Nullable OverrideFile overrides;
    private final Views views;
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final @Nullable Duration onDemand;
    private @Nullable AutoCloseable http;
    private @Nullable ApplicationHealth health;
    private volatile boolean closed;

    /**
     * Starts the agents.
     *
     * @throws AgentStartException if one has nothing to serve
     * @throws ConfigException if the library refuses an option, or the override file is broken
     */
    Session(Settings settings, Connections connections, Output output, Clock clock) {
        this(settings, connections, output, clock, null);
    }

    /**
     * As the other one, for a host that freezes its threads.
     *
     * @param onDemand the age from which an agent reads when it is asked to; it then has no threads, no lease and no queue. Absent
     *     for agents that keep themselves current
     */
    Session(Settings settings, Connections connections, Output output, Clock clock, @Nullable Duration onDemand) {
        this.settings = settings;
        this.onDemand = onDemand;
        this.connections = connections;
        this.clock = clock;
        List<AgentOptions> options = new ArrayList<>();
        settings.namespaces().forEach(n -> options.add(options(n, output)));
        this.agents = ParameterAgents.start(options);
        try {
            this.overrides = settings.process()
                    .path(Setting.OVERRIDE_FILE)
                    .map(file -> new OverrideFile(file, namespaces(), clock, (f, values) -> {
                        connections.override(agents, values);
                        // Said when it holds: whoever reads it may look at once.
                        output.overrides(f, values.keySet());
                    }))
                    .orElse(null);
            this.views = new DaemonViews(agents);
            if (overrides != null) {
                overrides.start();
            }
        } catch (RuntimeException e) {
            agents.close();
            throw e;
        }
    }

    private AgentOptions options(Settings.Group namespace, Output output) {
        Settings.Group process = settings.process();
        AgentOptions.Builder options = AgentOptions.builder();
        try {
            options.namespace(namespace.name())
                    .table(process.text(Setting.TABLE))
                    .pollInterval(process.duration(Setting.POLL_INTERVAL))
                    .catchUpOnStart(process.duration(Setting.CATCH_UP))
                    .startTimeout(process.duration(Setting.START_TIMEOUT))
                    .removeLeaseOnClose(!process.on(Setting.KEEP_LEASE))
                    .hostTags(process.pairs(Setting.HOST_TAGS))
                    .whenNothingToServe(WhenNothingToServe.FAIL)
                    .listener(change -> {
                        // At an unchanged revision it is the overrides that changed, which were told of already.
                        if (change.fromRevision() != change.toRevision()) {
                            output.change(change);
                        }
                        changed();
                    });
            process.find(Setting.AGENT_ID).ifPresent(options::agentId);
            process.find(Setting.REGION).ifPresent(options::region);
            if (onDemand == null) {
                process.uri(Setting.ENDPOINT).ifPresent(options::endpoint);
            } else {
                options.onDemand(onDemand);
            }
            process.uri(Setting.DYNAMODB_ENDPOINT).ifPresent(options::dynamoDbEndpoint);
            process.uri(Setting.SQS_ENDPOINT).ifPresent(options::sqsEndpoint);
            process.path(Setting.DIRECTORY).ifPresent(options::directory);
            connections.options(namespace, options);
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private void changed() {
        onChange.forEach(Runnable::run);
    }

    /** Calls this after each change of what is seen here. */
    void onChange(Runnable action) {
        onChange.add(action);
    }

    ParameterAgents agents() {
        return agents;
    }

    Views views() {
        return views;
    }

    private List<Namespace> namespaces() {
        return settings.namespaces().stream().map(n -> new Namespace(n.name())).toList();
    }

    /** Reads board and override file at once, as SIGHUP asks. */
    void refreshNow() {
        if (overrides != null) {
            overrides.reload();
        }
        for (ParameterAgent agent : agents.all()) {
            ReadResult result = agent.refreshNow();
            LOG.info("refreshed {}: {}", agent.namespace(), result);
        }
    }

    /** Asks for the application's health, and looks at the override file as often as the board is polled, until it is closed. */
    void watch(Later later) {
        health = ApplicationHealth.start(
                        settings.process(), (ok, detail) -> agents.all().forEach(agent -> agent.health(ok, detail)))
                .orElse(null);
        checkLater(later);
    }

    private void checkLater(Later later) {
        later.after(settings.process().duration(Setting.POLL_INTERVAL), () -> {
            if (!closed) {
                try {
                    check();
                } catch (RuntimeException e) {
                    LOG.error("a check failed and is tried again", e);
                }
                checkLater(later);
            }
        });
    }

    private void check() {
        if (overrides != null) {
            overrides.check();
        }
    }

    /** Starts the local HTTP, and says where. @throws ConfigException if it cannot be as configured */
    void serve(Output output) {
        LocalHttp started = connections.serve(settings.process(), agents, clock);
        http = started;
        String socket = settings.process()
                .path(Setting.HTTP_SOCKET)
                .map(path -> " on " + path)
                .orElse("");
        output.line("serving", "local HTTP at " + started.endpoint() + socket);
    }

    @Override
    public void close() {
        closed = true;
        if (health != null) {
            health.close();
        }
        try {
            if (http != null) {
                http.close();
            }
        } catch (Exception e) {
            LOG.warn("the local HTTP did not end in order", e);
        }
        agents.close();
    }
}
