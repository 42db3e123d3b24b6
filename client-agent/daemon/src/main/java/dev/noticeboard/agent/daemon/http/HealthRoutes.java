package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** {@code /healthz}, {@code /readyz} and {@code /v1/status}: how the daemon and its agents are. No values. */
final class HealthRoutes {
    private final BoardView view;
    private final Clock clock;

    private record Ready(boolean ready, Map<String, String> namespaces) {}

    private record Status(Instant at, List<AgentStatus> agents) {}

    HealthRoutes(BoardView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    /** The process lives and answers. */
    Answer health() {
        return Answer.of(HttpStatus.OK_200, "text/plain", "ok\n");
    }

    /** Every namespace is served, and no staleness policy forbids it. */
    Answer ready() {
        Map<String, String> namespaces = new LinkedHashMap<>();
        boolean ready = true;
        for (ParameterAgent agent : view.all()) {
            String state;
            try {
                BoardView.snapshot(agent);
                state = "serving";
            } catch (Refused e) {
                state = e.text();
                ready = false;
            }
            namespaces.put(agent.namespace().text(), state);
        }
        return Answer.json(
                ready ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503, new Ready(ready, namespaces));
    }

    Answer status() {
        return Answer.json(
                HttpStatus.OK_200,
                new Status(
                        clock.instant(),
                        view.all().stream().map(ParameterAgent::status).toList()));
    }
}
