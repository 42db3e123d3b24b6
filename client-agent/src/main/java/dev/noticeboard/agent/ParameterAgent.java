package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ParameterReads;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

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

    /** What it keeps current. */
    public Namespace namespace() {
        return runtime.namespace();
    }

    /**
     * Versions and labels other than what is served, read from the table and kept: versions never change, a label is believed
     * for 5 s. Reads block, and fail while the table cannot be reached.
     */
    public VersionReader versions() {
        return runtime.versions();
    }

    /** Tells a listener of what changes in its scope from now on, on the agent's executor for listeners. */
    public Subscription listen(Scope scope, Listener listener) {
        return runtime.listen(scope, listener, null);
    }

    /**
     * As {@link #listen(Scope, Listener)}, on an executor of the caller's.
     *
     * @param executor should not run tasks in the calling thread
     */
    public Subscription listen(Scope scope, Listener listener, Executor executor) {
        return runtime.listen(scope, listener, executor);
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
