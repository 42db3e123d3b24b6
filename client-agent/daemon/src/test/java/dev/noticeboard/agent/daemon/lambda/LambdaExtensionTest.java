package dev.noticeboard.agent.daemon.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.lambda.ExtensionsApi.ExtensionsApiException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The extension against a server that speaks Lambda's Extensions API on loopback. */
@Timeout(60)
class LambdaExtensionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");

    private final List<String> requests = java.util.Collections.synchronizedList(new ArrayList<>());
    private final Deque<String> events = new ArrayDeque<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory());
    private int registerStatus = 200;

    /** An agent whose age a test chooses. */
    private static final class Agent implements LambdaExtension.Refreshed {
        private Optional<Instant> confirmedAt = Optional.empty();
        private int refreshes;
        private boolean fails;

        @Override
        public Optional<Instant> confirmedAt() {
            return confirmedAt;
        }

        @Override
        public void refreshNow() {
            refreshes++;
            if (fails) {
                throw new IllegalStateException("the table is down");
            }
            confirmedAt = Optional.of(NOW);
        }
    }

    @BeforeEach
    void serve() throws Exception {
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String path = request.getHttpURI().getPath();
                String body;
                try (InputStream in = Content.Source.asInputStream(request)) {
                    body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
                requests.add(request.getMethod() + " " + path + " "
                        + request.getHeaders().get("Lambda-Extension-Name") + " "
                        + request.getHeaders().get("Lambda-Extension-Identifier") + " " + body);
                String answer = "{}";
                if (path.endsWith("/register")) {
                    response.setStatus(registerStatus);
                    response.getHeaders().put("Lambda-Extension-Identifier", "id-1");
                } else if (path.endsWith("/event/next")) {
                    answer = events.remove();
                } else {
                    response.setStatus(202);
                }
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                Content.Sink.write(response, true, answer, callback);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private LambdaExtension extension() {
        return new LambdaExtension(
                "127.0.0.1:" + connector.getLocalPort(),
                "noticeboard",
                Duration.ofSeconds(10),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void run_whenInvoked_refreshesOnlyWhatIsOlderAndEndsAtShutdown() {
        Agent fresh = new Agent();
        fresh.confirmedAt = Optional.of(NOW.minusSeconds(10));
        Agent old = new Agent();
        old.confirmedAt = Optional.of(NOW.minusMillis(10_001));
        Agent never = new Agent();
        events.add("{\"eventType\":\"INVOKE\",\"deadlineMs\":1,\"newField\":{}}");
        events.add("{\"eventType\":\"INVOKE\"}");
        events.add("{\"eventType\":\"SHUTDOWN\",\"shutdownReason\":\"spindown\"}");
        extension().run(() -> List.of(fresh, old, never));
        assertEquals(0, fresh.refreshes);
        assertEquals(1, old.refreshes);
        assertEquals(1, never.refreshes);
        assertEquals(
                "POST /2020-01-01/extension/register noticeboard null {\"events\":[\"INVOKE\",\"SHUTDOWN\"]}",
                requests.get(0));
        assertEquals("GET /2020-01-01/extension/event/next null id-1 ", requests.get(1));
        assertEquals(4, requests.size());
    }

    @Test
    void run_whenARefreshFails_goesOn() {
        Agent agent = new Agent();
        agent.fails = true;
        events.add("{\"eventType\":\"INVOKE\"}");
        events.add("{\"eventType\":\"INVOKE\"}");
        events.add("{\"eventType\":\"SHUTDOWN\"}");
        extension().run(() -> List.of(agent));
        assertEquals(2, agent.refreshes);
    }

    @Test
    void run_whenTheStartFails_reportsItToLambda() {
        assertThrows(
                IllegalStateException.class,
                () -> extension().run(() -> {
                    throw new IllegalStateException("nothing to serve");
                }));
        assertTrue(requests.get(1).startsWith("POST /2020-01-01/extension/init/error null id-1 "), requests.get(1));
        assertTrue(requests.get(1).contains("nothing to serve"));
    }

    @Test
    void run_whenLambdaRefuses_saysSo() {
        registerStatus = 403;
        assertThrows(ExtensionsApiException.class, () -> extension().run(List::of));
    }
}
