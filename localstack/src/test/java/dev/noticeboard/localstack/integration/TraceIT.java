package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace from the request to the agents that apply it, and back in their reports. */
@DisplayName("One trace from the API call to the agent's apply")
@ExtendWith(TestCloudParameter.class)
@Timeout(120)
class TraceIT {
    private static final Namespace NAMESPACE = new Namespace("/trace/it");
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    /** Together over what travels inline. */
    private static final String LARGE = "x".repeat(60_000);

    private final List<SnapshotChange> pushed = new CopyOnWriteArrayList<>();
    private final List<SnapshotChange> polled = new CopyOnWriteArrayList<>();
    private TestBoard board;
    private ParameterAgent told;
    private ParameterAgent asking;

    @BeforeEach
    void start(TestCloud cloud) {
        board = new TestBoard(cloud);
        board.put(NAMESPACE + "/a", "0");
        told = ParameterAgent.start(board.pushed(NAMESPACE.text(), "told")
                .reportDelay(Duration.ofMillis(100))
                .listener(pushed::add)
                .build());
        asking = ParameterAgent.start(board.polling(NAMESPACE.text(), "asking")
                .pollInterval(Duration.ofSeconds(1))
                .listener(polled::add)
                .build());
        Await.until("it is registered", () -> told.status().registered());
    }

    @AfterEach
    void stop() {
        told.close();
        asking.close();
        board.close();
    }

    private CommitAnswer send(String method, String path, Map<String, String> headers, Object body) {
        return board.client()
                .send(method, "/namespaces/trace/it/" + path, Map.of(), headers, Json.write(body))
                .as(CommitAnswer.class);
    }

    private static SnapshotChange change(List<SnapshotChange> heard, long revision) {
        Await.until(
                "revision " + revision + " is applied", () -> heard.stream().anyMatch(c -> c.toRevision() == revision));
        return heard.stream()
                .filter(c -> c.toRevision() == revision)
                .findFirst()
                .orElseThrow();
    }

    private ChangeSet entry(long revision) {
        return TestBoard.accepted(board.api().changes(NAMESPACE, revision - 1, 1))
                .changeSets()
                .get(0);
    }

    private Optional<Report.Applied> reported(long revision) {
        AgentPage page = TestBoard.accepted(board.api().agents(NAMESPACE, null));
        return page.agents().stream()
                .flatMap(a -> Optional.ofNullable(a.report()).stream())
                .flatMap(r -> r.applied().stream())
                .filter(a -> a.revision() == revision)
                .findFirst();
    }

    @Test
    void traceparent_whenARequestHasOne_comesToEveryAgentAndBackInItsReport() {
        CommitAnswer answer = send(
                "PUT",
                "parameters/a",
                Map.of("traceparent", TRACEPARENT, "tracestate", "rojo=00f067aa0ba902b7"),
                Map.of("value", "1"));
        assertEquals(TRACEPARENT, answer.traceparent());
        assertEquals(
                new Trace(TRACEPARENT, "rojo=00f067aa0ba902b7"),
                entry(answer.revision()).trace());
        assertEquals(TRACEPARENT, change(pushed, answer.revision()).traceparent());
        assertEquals(TRACEPARENT, change(polled, answer.revision()).traceparent());
        Await.until("it is reported", () -> reported(answer.revision()).isPresent());
        assertEquals(TRACEPARENT, reported(answer.revision()).orElseThrow().traceparent());
    }

    @Test
    void traceparent_whenTheChangeSetTravelsByReference_comesToo() {
        List<Map<String, Object>> changes = new java.util.ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Map<String, Object> put = new HashMap<>();
            put.put("kind", "put");
            put.put("name", NAMESPACE + "/large-" + i);
            put.put("value", LARGE);
            changes.add(put);
        }
        CommitAnswer answer =
                send("POST", "changesets", Map.of("traceparent", TRACEPARENT), Map.of("changes", changes));
        assertTrue(!entry(answer.revision()).inline(), "it is by reference");
        assertEquals(TRACEPARENT, change(polled, answer.revision()).traceparent());
    }

    @Test
    void trace_whenTheHeaderIsNotValid_isOneThatTheWriteBegins() {
        CommitAnswer answer = send(
                "PUT",
                "parameters/a",
                Map.of("traceparent", TRACEPARENT.toUpperCase(java.util.Locale.ROOT)),
                Map.of("value", "2"));
        assertNotNull(answer.traceparent());
        assertNotEquals(TRACEPARENT, answer.traceparent());
        assertTrue(Trace.parse(answer.traceparent(), null).isPresent());
        assertEquals(answer.traceparent(), change(pushed, answer.revision()).traceparent());
    }

    @Test
    void trace_whenXRayNamesIt_isXRaysUnlessThereIsATraceparent() {
        String xray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        CommitAnswer answer = send("PUT", "parameters/a", Map.of("X-Amzn-Trace-Id", xray), Map.of("value", "3"));
        assertEquals("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", answer.traceparent());
        assertEquals(
                TRACEPARENT,
                send(
                                "PUT",
                                "parameters/a",
                                Map.of("X-Amzn-Trace-Id", xray, "traceparent", TRACEPARENT),
                                Map.of("value", "4"))
                        .traceparent());
    }
}
