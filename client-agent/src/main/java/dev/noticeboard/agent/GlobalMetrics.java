package dev.noticeboard.agent;

import io.micrometer.core.instrument.Metrics;

/**
 * Binds agents to Micrometer's global registry where Micrometer is on the class path, and starts without it. Only the
 * inner class touches Micrometer, and it is loaded only after the look.
 */
final class GlobalMetrics {
    private static final boolean THERE = isThere();

    private static boolean isThere() {
        try {
            Class.forName("io.micrometer.core.instrument.Metrics", false, GlobalMetrics.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    static void bind(ParameterAgent agent) {
        if (THERE) {
            Binding.bind(agent);
        }
    }

    private static final class Binding {
        static void bind(ParameterAgent agent) {
            new AgentMetrics(agent).bindTo(Metrics.globalRegistry);
        }
    }

    private GlobalMetrics() {}
}
