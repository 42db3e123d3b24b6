package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.view.View;
import dev.noticeboard.agent.daemon.view.Views;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Views of the agents' snapshots: prefixes filtered, staleness judged, overrides on top. Thread-safe. */
final class DaemonViews implements Views {
    private final ParameterAgents agents;
    private final Settings settings;
    private final Supplier<? extends Map<String, String>> overrides;

    DaemonViews(ParameterAgents agents, Settings settings, Supplier<? extends Map<String, String>> overrides) {
        this.agents = agents;
        this.settings = settings;
        this.overrides = overrides;
    }

    @Override
    public Looked look() {
        Map<String, String> values = new TreeMap<>();
        Map<String, Long> revisions = new TreeMap<>();
        for (Settings.Group group : settings.namespaces()) {
            ParameterAgent agent = agents.agent(new Namespace(group.name())).orElseThrow();
            Optional<Snapshot> snapshot = agent.snapshot();
            if (snapshot.isEmpty()) {
                return new Looked.Nothing(group.name() + " was not read yet.");
            }
            if (group.text(Setting.STALENESS_POLICY).equals("fail") && stale(group, agent)) {
                return new Looked.Nothing(group.name() + " is staler than " + group.text(Setting.STALENESS_LIMIT)
                        + ", and staleness.policy is fail.");
            }
            List<String> prefixes = group.texts(Setting.PREFIX);
            snapshot.get().values().forEach((name, value) -> {
                if (covered(prefixes, name)) {
                    values.put(name, value.text());
                }
            });
            revisions.put(group.name(), snapshot.get().revision());
        }
        overrides.get().forEach((name, text) -> {
            if (covered(prefixesOf(name), name)) {
                values.put(name, text);
            }
        });
        return values.isEmpty()
                ? new Looked.Nothing("no parameter lies in " + String.join(", ", revisions.keySet()) + " as filtered.")
                : new Looked.Seen(new View(values, revisions));
    }

    private List<String> prefixesOf(String name) {
        String namespace = new ParameterName(name).namespace().text();
        return settings.namespaces().stream()
                .filter(g -> g.name().equals(namespace))
                .flatMap(g -> g.texts(Setting.PREFIX).stream())
                .toList();
    }

    /** Whether a namespace was not confirmed current within its limit. */
    static boolean stale(Settings.Group group, ParameterAgent agent) {
        Duration staleness = agent.status().staleness();
        return staleness == null || staleness.compareTo(group.duration(Setting.STALENESS_LIMIT)) > 0;
    }

    /** Whether a name lies at or below one of these prefixes, by whole segments; always where there are none. */
    static boolean covered(List<String> prefixes, String name) {
        return prefixes.isEmpty()
                || prefixes.stream().anyMatch(p -> name.equals(p) || name.startsWith(p.endsWith("/") ? p : p + "/"));
    }
}
