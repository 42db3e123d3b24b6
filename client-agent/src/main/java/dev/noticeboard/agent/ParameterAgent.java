package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ParameterReads;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.sync.ReadResult;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps one namespace current beside the application. Start it, read parameters from it at any rate (a read is one
 * volatile read and one look-up in a map), and close it at the end. For several parameters that belong together, read them
 * from one {@link #snapshot}. Thread-safe.
 */
public final class ParameterAgent implements ParameterReads, AutoCloseable {
    private final AgentRuntime runtime;

    private ParameterAgent(AgentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Starts an agent: reads the board, or failing that serves the last known good snapshot from disk.
     *
     * @throws AgentStartException if there is neither, unless the options say otherwise
     */
    public static ParameterAgent start(AgentOptions options) {
        AgentRuntime runtime = new AgentRuntime(options);
        try {
            runtime.start();
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
        return new ParameterAgent(runtime);
    }

    @Override
    public Optional<Value> find(String name) {
        Snapshot served = runtime.served();
        return served == null ? Optional.empty() : served.find(name);
    }

    /** As {@link Snapshot#underPrefix}; empty while nothing is served. */
    public SortedMap<String, String> underPrefix(String prefix) {
        Snapshot served = runtime.served();
        return served == null ? new TreeMap<>() : served.underPrefix(prefix);
    }

    /** What is served now, as one immutable whole; empty while nothing is. */
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(runtime.served());
    }

    /** How the agent is. Never waits. */
    public AgentStatus status() {
        return runtime.status();
    }

    /** Reads the board at once, consistently, in the calling thread; waits for a read or a guard in progress. */
    public ReadResult refreshNow() {
        return runtime.refreshNow();
    }

    /** Ends all that the agent runs, within a few seconds. What it served can still be read, and ages. */
    @Override
    public void close() {
        runtime.close();
    }
}
