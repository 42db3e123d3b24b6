package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ParameterReads;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.sync.ReadResult;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one namespace current beside the application. Start it, read parameters from it at any rate (a read is one
 * volatile read and one look-up in a map), and close it at the end. For several parameters that belong together, read them
 * from one {@link #snapshot}. With {@link StalenessPolicy#fail}, all reads throw {@link StaleParametersException} beyond its
 * limit. Thread-safe.
 */
public final class ParameterAgent implements ParameterReads, AutoCloseable {
    private final AgentRuntime runtime;
    private final Queue<Runnable> onClose = new ConcurrentLinkedQueue<>();

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
        ParameterAgent agent = new ParameterAgent(runtime);
        if (options.globalMetrics) {
            GlobalMetrics.bind(agent);
        }
        return agent;
    }

    /**
     * Starts an agent of this namespace with all else at its default: the table {@code noticeboard} in the region that the
     * SDK finds, by polling, without a disk.
     *
     * @throws AgentStartException if the board cannot be read
     * @throws IllegalArgumentException if the text is no namespace
     */
    public static ParameterAgent start(String namespace) {
        return start(AgentOptions.builder().namespace(namespace).build());
    }

    /**
     * A handle on one parameter, which need not be there yet. Make it once and keep it.
     *
     * @throws IllegalArgumentException if the text is no name, or one of another namespace
     */
    public ParameterHandle parameter(String name) {
        ParameterName checked = new ParameterName(name);
        if (!namespace().contains(checked)) {
            throw new IllegalArgumentException(
                    "name: " + name + " lives in " + checked.namespace() + ", and this agent keeps " + namespace()
                            + ". Use an agent of that namespace, or correct the name.");
        }
        return new ParameterHandle(name, this);
    }

    @Override
    public Optional<Value> find(String name) {
        Snapshot served = runtime.served();
        return served == null ? Optional.empty() : served.find(name);
    }

    /** As {@link #snapshot}, without allocation. */
    @Nullable Snapshot served() {
        return runtime.served();
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

    /** What it does when it has not been confirmed current for too long, as its options said. */
    public StalenessPolicy staleness() {
        return runtime.staleness();
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

    /**
     * Serves these texts in the board's place on this host, instead of those of the call before; none for the board's alone.
     * They are lost with the process. Waits for a read or a guard in progress.
     *
     * @param texts by full name
     * @throws IllegalArgumentException if a name lies in another namespace
     */
    public void override(Map<String, String> texts) {
        runtime.override(texts);
    }

    Readings readings() {
        return runtime.readings();
    }

    void onClose(Runnable task) {
        onClose.add(task);
    }

    AgentStatus.Counts counts() {
        return runtime.counters().read();
    }

    /** See {@link dev.noticeboard.agent.sync.Counters#pushNanos}. */
    long pushNanos() {
        return runtime.counters().pushNanos();
    }

    /** How the agent is. Never waits. */
    public AgentStatus status() {
        return runtime.status();
    }

    /**
     * Says how the application is; it goes into the agent's reports, soon, and stands until it is said anew. Well by default.
     *
     * @param detail why, for people: one line, of which up to 160 characters are kept. It is stored and shown, so it must quote no value
     */
    public void health(boolean ok, @Nullable String detail) {
        runtime.health(ok, detail);
    }

    /** Reads the board at once, consistently, in the calling thread; waits for a read or a guard in progress. */
    public ReadResult refreshNow() {
        return runtime.refreshNow();
    }

    /**
     * For an agent {@linkplain AgentOptions.Builder#onDemand on demand}: reads the board in the calling thread if that is due,
     * and tells listeners. Call it at the start of each invocation. While one thread reads, the others return at once and serve
     * what there is; after a failed read the next ones wait, 1 s at first and 60 s at most, so that a dead table does
     * not slow each invocation. Any other agent keeps itself current, and does nothing here.
     */
    public RefreshOutcome refreshIfStale() {
        return runtime.refreshIfStale();
    }

    /** Ends all that the agent runs, within a few seconds. What it served can still be read, and ages. */
    @Override
    public void close() {
        for (Runnable task = onClose.poll(); task != null; task = onClose.poll()) {
            task.run();
        }
        runtime.close();
    }
}
