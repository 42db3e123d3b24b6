package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ParameterReads;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agents of several namespaces, read as one by full name. Each keeps its own order of revisions. Thread-safe. */
public final class ParameterAgents implements ParameterReads, AutoCloseable {
    private final Map<Namespace, ParameterAgent> agents;

    private ParameterAgents(Map<Namespace, ParameterAgent> agents) {
        this.agents = agents;
    }

    /**
     * Starts an agent for each, one after the other; if one cannot start, none runs.
     *
     * @throws AgentStartException as {@link ParameterAgent#start}
     * @throws IllegalArgumentException if two are of one namespace
     */
    public static ParameterAgents start(List<AgentOptions> options) {
        long distinct = options.stream().map(o -> o.namespace).distinct().count();
        if (distinct < options.size()) {
            throw new IllegalArgumentException("namespace: is given twice. Give each namespace once.");
        }
        Map<Namespace, ParameterAgent> started = new LinkedHashMap<>();
        try {
            options.forEach(o -> started.put(o.namespace, ParameterAgent.start(o)));
        } catch (RuntimeException e) {
            started.values().forEach(ParameterAgent::close);
            throw e;
        }
        return new ParameterAgents(started);
    }

    /** All of them, in the order given. */
    public List<ParameterAgent> all() {
        return List.copyOf(agents.values());
    }

    /** The agent of a namespace. */
    public Optional<ParameterAgent> agent(Namespace namespace) {
        return Optional.ofNullable(agents.get(namespace));
    }

    /** The agent that a parameter of this name belongs to; empty if the text is no name, or no agent keeps its namespace. */
    public Optional<ParameterAgent> agentFor(String name) {
        return ParameterName.check(name).isPresent() ? Optional.empty() : agent(new ParameterName(name).namespace());
    }

    /**
     * As {@link ParameterAgent#parameter}, of the agent that keeps the parameter's namespace.
     *
     * @throws IllegalArgumentException if the text is no name, or no agent keeps its namespace
     */
    public ParameterHandle parameter(String name) {
        Namespace namespace = new ParameterName(name).namespace();
        ParameterAgent agent = agents.get(namespace);
        if (agent == null) {
            throw new IllegalArgumentException("name: " + name + " lives in " + namespace
                    + ", which no agent here keeps. Start one for it, or correct the name.");
        }
        return agent.parameter(name);
    }

    /** As {@link ParameterAgent#refreshIfStale}, one after the other. */
    public Map<Namespace, RefreshOutcome> refreshIfStale() {
        Map<Namespace, RefreshOutcome> outcomes = new LinkedHashMap<>();
        agents.forEach((namespace, agent) -> outcomes.put(namespace, agent.refreshIfStale()));
        return outcomes;
    }

    @Override
    public Optional<Value> find(String name) {
        return agentFor(name).flatMap(agent -> agent.find(name));
    }

    /** Closes all, the last first. */
    @Override
    public void close() {
        Deque<ParameterAgent> reversed = new ArrayDeque<>();
        agents.values().forEach(reversed::push);
        reversed.forEach(ParameterAgent::close);
    }
}
