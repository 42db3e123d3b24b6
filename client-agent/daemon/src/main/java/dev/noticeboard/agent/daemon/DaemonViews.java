package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.StaleParametersException;
import dev.noticeboard.agent.daemon.view.View;
import dev.noticeboard.agent.daemon.view.Views;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What templates and processes see: all that the agents serve at one moment, or why there is nothing to be seen. Thread-safe. */
final class DaemonViews implements Views {
    private final ParameterAgents agents;

    DaemonViews(ParameterAgents agents) {
        this.agents = agents;
    }

    @Override
    public Looked look() {
        Map<String, String> values = new TreeMap<>();
        Map<String, Long> revisions = new TreeMap<>();
        Map<String, Map<String, String>> flags = new TreeMap<>();
        for (ParameterAgent agent : agents.all()) {
            Optional<Snapshot> snapshot;
            try {
                snapshot = agent.snapshot();
            } catch (StaleParametersException e) {
                return new Looked.Nothing(String.valueOf(e.getMessage()));
            }
            if (snapshot.isEmpty()) {
                return new Looked.Nothing(agent.namespace() + " was not read yet.");
            }
            snapshot.get().values().forEach((name, value) -> values.put(name, value.text()));
            Map<String, String> documents = new TreeMap<>();
            snapshot.get().flagDocuments().forEach((name, value) -> documents.put(name, value.text()));
            flags.put(agent.namespace().text(), documents);
            revisions.put(agent.namespace().text(), snapshot.get().revision());
        }
        return values.isEmpty()
                ? new Looked.Nothing("no parameter lies in " + String.join(", ", revisions.keySet()) + " as filtered.")
                : new Looked.Seen(new View(values, revisions, flags));
    }
}
