package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.daemon.config.Settings;
import java.time.Clock;
import java.util.SortedMap;

/**
 * What the daemon hands on to the library and to the local HTTP, in one place. Thread-safe.
 *
 * <p>Prefixes, staleness and overrides also hold by themselves in all that the daemon renders and runs ({@link DaemonViews}).
 */
public interface Connections {
    /** Adds a namespace's prefixes and staleness policy to its agent's options. */
    void options(Settings.Group namespace, AgentOptions.Builder options);

    /** Has the agents serve these values, by full name, in place of the board's; their number is the metric. */
    void override(ParameterAgents agents, SortedMap<String, String> values);

    /** Starts what serves over HTTP. Closing ends it. */
    AutoCloseable serve(Settings.Group process, ParameterAgents agents, Clock clock);

    /** Nothing beyond what the daemon does itself. */
    static Connections none() {
        return new Connections() {
            @Override
            public void options(Settings.Group namespace, AgentOptions.Builder options) {}

            @Override
            public void override(ParameterAgents agents, SortedMap<String, String> values) {}

            @Override
            public AutoCloseable serve(Settings.Group process, ParameterAgents agents, Clock clock) {
                return () -> {};
            }
        };
    }
}
