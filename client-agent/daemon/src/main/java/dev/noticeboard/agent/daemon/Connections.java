package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.StalenessPolicy;
import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.http.LocalHttp;
import dev.noticeboard.agent.daemon.http.LocalHttpOptions;
import dev.noticeboard.agent.daemon.http.Token;
import dev.noticeboard.schemas.name.ParameterName;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the daemon hands on, in one place: prefixes, staleness policies and overrides to the library, and the local HTTP. Thread-safe. */
final class Connections {
    /** Lambda sets it for its functions and their extensions. */
    private static final String LAMBDA = "AWS_LAMBDA_RUNTIME_API";

    private static final String LAMBDA_TOKEN = "AWS_SESSION_TOKEN";
    private static final String MADE_TOKEN = "http-token";

    private final Map<String, String> environment;

    Connections(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Adds a namespace's prefixes and staleness policy to its agent's options. */
    void options(Settings.Group namespace, AgentOptions.Builder options) {
        namespace.texts(Setting.PREFIX).forEach(options::prefix);
        Duration limit = namespace.duration(Setting.STALENESS_LIMIT);
        options.staleness(
                switch (namespace.text(Setting.STALENESS_POLICY)) {
                    case "warn" -> StalenessPolicy.warn(limit);
                    case "fail" -> StalenessPolicy.fail(limit);
                    default -> StalenessPolicy.serve();
                });
    }

    /** Has the agents serve these values, by full name, in place of the board's. */
    void override(ParameterAgents agents, SortedMap<String, String> values) {
        for (ParameterAgent agent : agents.all()) {
            Map<String, String> own = new TreeMap<>();
            values.forEach((name, text) -> {
                if (agent.namespace().contains(new ParameterName(name))) {
                    own.put(name, text);
                }
            });
            agent.override(own);
        }
    }

    /** Starts the local HTTP. Closing ends it. @throws ConfigException if it cannot be as configured */
    LocalHttp serve(Settings.Group process, ParameterAgents agents, Clock clock) {
        try {
            LocalHttpOptions options = process.path(Setting.HTTP_SOCKET)
                    .map(LocalHttpOptions::onSocket)
                    .orElseGet(() -> onPort(process));
            if (options.socket() != null
                    && process.path(Setting.HTTP_TOKEN_FILE).isPresent()) {
                options = options.withToken(token(process));
            }
            String region = process.find(Setting.REGION)
                    .orElse(environment.getOrDefault("AWS_REGION", LocalHttpOptions.REGION));
            return LocalHttp.start(
                    options.withConnections(process.integer(Setting.HTTP_MAX_CONNECTIONS))
                            .withArn(region, LocalHttpOptions.NO_ACCOUNT),
                    agents,
                    clock);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ConfigException("http." + e.getMessage());
        }
    }

    private LocalHttpOptions onPort(Settings.Group process) {
        return LocalHttpOptions.on(token(process))
                .withPort(process.integer(Setting.HTTP_PORT))
                .withAddress(address(process.text(Setting.HTTP_ADDRESS)));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "http.address: " + text + " is no address of this host. Give for example 127.0.0.1.");
        }
    }

    /** From the file named, or made in the directory; inside Lambda the one that AWS's own extension takes. */
    private Token token(Settings.Group process) {
        if (process.path(Setting.HTTP_TOKEN_FILE).isPresent()) {
            return Token.fromFile(process.path(Setting.HTTP_TOKEN_FILE).get(), false);
        }
        if (environment.containsKey(LAMBDA)) {
            return Token.ofLambda(environment.get(LAMBDA_TOKEN));
        }
        Path directory = process.path(Setting.DIRECTORY)
                .orElseThrow(() -> new ConfigException("http.token-file: is required on a port where there is no"
                        + " directory to make one in. Give it, or a directory, or http.socket."));
        return Token.fromFile(directory.resolve(MADE_TOKEN), true);
    }
}
