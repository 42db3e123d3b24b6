package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reports over the wire: from agents through the reports queue to the convergence that people ask for. */
@DisplayName("design.md sections 1 and 6: reports")
@ExtendWith(TestCloudParameter.class)
class FleetIT {
    private static final String OTHER = "arn:aws:sts::000000000000:assumed-role/other/i-1";

    private final Namespace namespace =
            new Namespace("/fleet/" + UUID.randomUUID().toString().substring(0, 8));
    private TestBoard board;

    @BeforeEach
    void start(TestCloud cloud) {
        board = new TestBoard(cloud);
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private String path(String rest) {
        return "/namespaces/" + namespace.toPath() + "/" + rest;
    }

    private AgentOptions.Builder agent(String id) {
        return board.pushed(namespace.text(), id).reportDelay(Duration.ofMillis(50));
    }

    private Convergence convergence(long revision) {
        return TestBoard.accepted(board.api().convergence(namespace, revision));
    }

    private AgentPage.Entry seen(String agentId) {
        return board.client()
                .send("GET", path("agents/" + agentId), Map.of(), null)
                .as(AgentPage.Entry.class);
    }

    private boolean reported(String agentId, long revision) {
        Report report = seen(agentId).report();
        return report != null && report.revision() >= revision;
    }

    private static Convergence.Times times(Convergence c) {
        return Objects.requireNonNull(c.times());
    }

    private static boolean large(ValueChange change) {
        Value after = change.after();
        return after != null && after.text().length() > 3;
    }

    @Test
    void convergence_whenOneIsWithheldAndOneIsSilent_saysSoUntilBothAreMended() {
        String name = namespace.text() + "/pool";
        board.put(name, "10");
        ParameterAgent serving = ParameterAgent.start(agent("serving").build());
        ParameterAgent guarded = ParameterAgent.start(agent("guarded")
                .guard(preview -> preview.changes().stream().anyMatch(FleetIT::large)
                        ? Guard.veto("more than this host can do")
                        : Guard.accept())
                .build());
        try (serving;
                guarded) {
            board.queueOf(namespace.text(), "silent");
            Await.until("both have reported", () -> reported("serving", 1) && reported("guarded", 1));
            long revision = board.put(name, "5000").revision();
            Await.until("both have reported the change", () -> {
                Convergence c = convergence(revision);
                return c.serving() == 1 && c.withheldAgents() == 1;
            });
            Convergence c = convergence(revision);
            assertFalse(c.converged());
            assertEquals(List.of(new Convergence.Behind("silent", null, null, null)), c.behind());
            assertEquals("guarded", c.withheld().get(0).agentId());
            assertEquals(
                    "more than this host can do", c.withheld().get(0).change().reason());
            assertEquals(List.of(name), c.withheld().get(0).change().names());
            assertEquals(1, times(c).agents());

            serving.health(false, "HTTP 503");
            Await.until("health is reported", () -> convergence(revision).unhealthyAgents() == 1);
            board.client().send("DELETE", path("agents/silent"), Map.of(), null);
            long mended = board.put(name, "50").revision();
            Await.until("the fleet has converged", () -> convergence(mended).converged());
            assertEquals(2, convergence(mended).serving());
            assertTrue(times(convergence(mended)).lastMillis() < 20_000);
            assertEquals(
                    "current", Objects.requireNonNull(seen("guarded").report()).state());
        }
    }

    @Test
    void report_whenTheSenderDoesNotHoldTheLease_isDropped() {
        // The lease of "theirs" is held by another role; whatever this process sends comes from the local user.
        APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent()
                .withHttpMethod("PUT")
                .withPath(path("agents/theirs"))
                .withRequestContext(new ProxyRequestContext()
                        .withIdentity(new RequestIdentity().withUserArn(OTHER).withCaller("AROAOTHER:i-1")));
        int status = board.board()
                .functions()
                .httpFunction()
                .handleRequest(event, null)
                .getStatusCode();
        assertEquals(200, status);
        Registration mine =
                board.client().send("PUT", path("agents/mine"), Map.of(), "{}").as(Registration.class);
        String queue = String.valueOf(mine.reportsQueueUrl());
        for (String agentId : List.of("theirs", "nobody", "mine")) {
            board.cloud().clients().sqs().sendMessage(r -> r.queueUrl(queue).messageBody(Json.write(report(agentId))));
        }
        Await.until("mine is kept", () -> reported("mine", 7));
        Await.until(
                "all were taken",
                () -> board
                        .cloud()
                        .clients()
                        .sqs()
                        .getQueueAttributes(r -> r.queueUrl(queue)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributes()
                        .values()
                        .stream()
                        .allMatch("0"::equals));
        assertNull(seen("theirs").report());
        assertEquals(
                404,
                board.client()
                        .send("GET", path("agents/nobody"), Map.of(), null)
                        .status());

        // Nor does a report bring a lease back that ended.
        board.clock().skip(Duration.ofHours(1));
        board.board().functions().sweepFunction().handleRequest(new ScheduledEvent(), null);
        assertEquals(
                404,
                board.client().send("GET", path("agents/mine"), Map.of(), null).status());
    }

    private Report report(String agentId) {
        return new Report(
                Report.FORMAT,
                namespace,
                agentId,
                "e",
                7,
                7,
                List.of(),
                List.of(),
                0,
                new Report.Health(true, null),
                "current",
                Instant.now(),
                "1.0");
    }
}
