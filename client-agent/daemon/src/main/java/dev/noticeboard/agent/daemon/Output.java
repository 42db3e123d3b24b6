package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.schemas.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Prints what the daemon does: names, versions and revisions, never values. Thread-safe. */
final class Output {
    private final PrintWriter out;
    private final boolean json;

    Output(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /**
     * Prints an agent's status, asked for while nothing else is printed: so no line tells of a revision after a line that told of a newer one.
     *
     * @param now asks
     */
    synchronized void status(String event, Supplier<AgentStatus> now) {
        AgentStatus s = now.get();
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("event", event);
            line.put("status", s);
            print(Json.write(line));
            return;
        }
        StringBuilder text = new StringBuilder();
        text.append("%s: %s at revision %d, %d parameters, %s, %s"
                .formatted(
                        event,
                        s.namespace(),
                        s.revision(),
                        s.parameters(),
                        s.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        s.registered() ? "notified and polling" : "polling"));
        if (s.lastError() != null) {
            text.append("; last error: ").append(s.lastError());
        }
        if (!s.overridden().isEmpty()) {
            text.append("; overridden ").append(String.join(", ", s.overridden()));
        }
        s.rollouts().stream()
                .filter(AgentStatus.OpenRollout::exposed)
                .forEach(r -> text.append("; exposed to rollout ").append(r.id()));
        s.withheld().forEach(w -> text.append("; withheld ").append(String.join(", ", w.names())));
        print(text.toString());
    }

    /** Says which parameters an operator's file overrides: by name, never by value. */
    void overrides(Path file, Collection<String> names) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("event", "overridden");
            line.put("file", file.toString());
            line.put("names", List.copyOf(names));
            print(Json.write(line));
        } else if (names.isEmpty()) {
            print("overridden: nothing any more, " + file + " is empty or gone");
        } else {
            print("overridden: " + names.size() + (names.size() == 1 ? " parameter by " : " parameters by ") + file
                    + ": " + String.join(", ", names));
        }
    }

    /** Says something of a kind, which as JSON is the event's name. */
    void line(String event, String text) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("event", event);
            line.put("message", text);
            print(Json.write(line));
        } else {
            print(text);
        }
    }

    void change(SnapshotChange change) {
        if (json) {
            List<Map<String, Object>> changes = new ArrayList<>();
            for (ValueChange c : change.changes()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", c.name().text());
                Value after = c.after();
                if (after == null) {
                    entry.put("deleted", true);
                } else {
                    entry.put("version", after.version());
                }
                changes.add(entry);
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("event", "changed");
            line.put("revision", change.toRevision());
            line.put("changes", changes);
            print(Json.write(line));
            return;
        }
        for (ValueChange c : change.changes()) {
            Value after = c.after();
            print("revision " + change.toRevision() + ": " + c.name()
                    + (after == null ? " deleted" : " version " + after.version()));
        }
    }

    private synchronized void print(String line) {
        out.println(line);
        out.flush();
    }
}
