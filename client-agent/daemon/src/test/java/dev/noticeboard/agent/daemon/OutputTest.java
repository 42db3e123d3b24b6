package dev.noticeboard.agent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of what the daemon prints. */
class OutputTest {
    private static final Namespace NAMESPACE = new Namespace("/billing/prod");

    /** Whoever reads the lines must not see the revision go back (design.md section 4.1). */
    @Test
    void status_whenAChangeComesMeanwhile_isPrintedBeforeIt() throws Exception {
        StringWriter text = new StringWriter();
        Output output = new Output(new PrintWriter(text), true);
        Thread listener =
                new Thread(() -> output.change(new SnapshotChange(NAMESPACE, "epoch", 1, 2, List.of(), null)));
        output.status("started", () -> {
            AgentStatus now = status(1);
            listener.start();
            while (listener.getState() != Thread.State.BLOCKED && listener.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            return now;
        });
        listener.join();
        assertEquals(
                List.of("started", "changed"),
                text.toString()
                        .lines()
                        .map(line -> Json.tree(line).path("event").stringValue())
                        .toList());
    }

    private static AgentStatus status(long revision) {
        return new AgentStatus(
                "agent",
                NAMESPACE,
                AgentStatus.State.CURRENT,
                "epoch",
                revision,
                revision,
                0,
                true,
                AgentStatus.Lease.HELD,
                null,
                null,
                AgentStatus.Freshness.UNLIMITED,
                null,
                List.of(),
                List.of(),
                List.of(),
                new AgentStatus.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                java.time.Instant.EPOCH);
    }
}
