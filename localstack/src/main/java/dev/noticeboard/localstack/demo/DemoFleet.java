package dev.noticeboard.localstack.demo;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.localstack.LocalBoard;
import dev.noticeboard.schemas.name.Namespace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demonstration's agents: real ones, in this JVM, each with its own queue, threads and folder. For one thread. */
final class DemoFleet implements AutoCloseable {
    /** A port on which nobody listens: the discard service's, which no machine has run for decades (RFC 863). */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final LocalBoard board;
    private final Namespace namespace;
    private final Duration pollInterval;
    private final Path folder;
    private final Deliveries deliveries;
    private final Map<String, ParameterAgent> agents = new LinkedHashMap<>();

    DemoFleet(LocalBoard board, Namespace namespace, Duration pollInterval, Path folder, Deliveries deliveries) {
        this.board = board;
        this.namespace = namespace;
        this.pollInterval = pollInterval;
        this.folder = folder;
        this.deliveries = deliveries;
    }

    List<String> names() {
        return List.copyOf(agents.keySet());
    }

    ParameterAgent agent(String name) {
        ParameterAgent agent = agents.get(name);
        if (agent == null) {
            throw new IllegalArgumentException("no agent " + name);
        }
        return agent;
    }

    /** Starts an agent that is told of changes and can read the table. */
    ParameterAgent start(String name) {
        return keep(name, ParameterAgent.start(options(name, null)));
    }

    /** Starts an agent for which neither table, queue nor API can be reached. */
    ParameterAgent startWithoutNetwork(String name) {
        return keep(name, ParameterAgent.start(options(name, NOWHERE)));
    }

    /** Ends an agent as a crash would: its lease and its queue stay. */
    void stop(String name) {
        agent(name).close();
        agents.remove(name);
    }

    private ParameterAgent keep(String name, ParameterAgent agent) {
        agents.put(name, agent);
        return agent;
    }

    private AgentOptions options(String name, @Nullable URI network) {
        AgentOptions.Builder options = network == null
                ? board.agent(namespace)
                : AgentOptions.builder()
                        .namespace(namespace)
                        .table(LocalBoard.TABLE)
                        .region("us-east-1")
                        .endpoint(network)
                        .dynamoDbEndpoint(network)
                        .sqsEndpoint(network);
        return options.agentId(name)
                .pollInterval(pollInterval)
                .directory(folder.resolve(name))
                .listener(change -> deliveries.had(name, change.toRevision()))
                .build();
    }

    /** Whether all agents hold a lease, so that notices reach them. */
    boolean allRegistered() {
        return agents.values().stream().allMatch(a -> a.status().registered());
    }

    /** How each agent is. */
    Map<String, AgentStatus> statuses() {
        Map<String, AgentStatus> statuses = new LinkedHashMap<>();
        agents.forEach((name, agent) -> statuses.put(name, agent.status()));
        return statuses;
    }

    @Override
    public void close() {
        new ArrayList<>(agents.keySet()).forEach(this::stop);
    }
}
