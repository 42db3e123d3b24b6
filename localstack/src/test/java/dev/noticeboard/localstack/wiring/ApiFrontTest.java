package dev.noticeboard.localstack.wiring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("design.md section 7: API Gateway's front")
class ApiFrontTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<APIGatewayProxyRequestEvent> events = Collections.synchronizedList(new ArrayList<>());
    private volatile APIGatewayProxyResponseEvent answer =
            new APIGatewayProxyResponseEvent().withStatusCode(200).withBody("{}");
    private final ApiFront front =
            ApiFront.start(ApiFront.Options.at(0), Clock.fixed(NOW, ZoneOffset.UTC), (event, context) -> {
                assertTrue(context.getRemainingTimeInMillis() == 29_000);
                events.add(event);
                return answer;
            });
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        front.close();
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(front.endpoint() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends what an HTTP client would refuse to send. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), front.endpoint().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void event_whenARequestComes_isApiGateways() throws Exception {
        var response = send(
                "PUT",
                "/namespaces/a/~/parameters/%2Fa%2Fb?limit=5&q=a%20b&q=%C3%A4",
                "{\"value\":\"ä\"}".getBytes(StandardCharsets.UTF_8),
                "X-Thing",
                "one",
                "X-Thing",
                "two");
        assertEquals(200, response.statusCode());
        assertEquals(
                "application/json",
                response.headers().firstValue("content-type").orElse(""));
        var event = events.get(0);
        assertEquals("PUT", event.getHttpMethod());
        assertEquals("/namespaces/a/~/parameters/%2Fa%2Fb", event.getPath());
        assertEquals(Map.of("limit", "5", "q", "ä"), event.getQueryStringParameters());
        assertEquals(
                List.of("a b", "ä"), event.getMultiValueQueryStringParameters().get("q"));
        assertEquals("two", event.getHeaders().get("X-Thing"));
        assertEquals(List.of("one", "two"), event.getMultiValueHeaders().get("X-Thing"));
        assertEquals("{\"value\":\"ä\"}", event.getBody());
        assertFalse(event.getIsBase64Encoded());
        var context = event.getRequestContext();
        assertEquals(
                "arn:aws:iam::000000000000:user/local", context.getIdentity().getUserArn());
        assertEquals("127.0.0.1", context.getIdentity().getSourceIp());
        assertEquals(NOW.toEpochMilli(), context.getRequestTimeEpoch());
        assertEquals(36, context.getRequestId().length());
    }

    @Test
    void event_whenNothingIsGiven_hasNullsAsApiGatewayHas() throws Exception {
        send("GET", "/", new byte[0]);
        assertNull(events.get(0).getBody());
        assertNull(events.get(0).getQueryStringParameters());
        assertEquals("/", events.get(0).getPath());
    }

    @Test
    void event_whenTheBodyIsNotUtf8_isBase64() throws Exception {
        byte[] bytes = {'{', (byte) 0xff, (byte) 0xc0, 0, '}'};
        send("POST", "/x", bytes);
        assertTrue(events.get(0).getIsBase64Encoded());
        assertArrayEquals(bytes, Base64.getDecoder().decode(events.get(0).getBody()));
    }

    @Test
    void event_whenThePathIsOdd_isPassedOnAsItCame() throws Exception {
        for (String path : List.of("/a/../b", "/a//b", "/a/%2e%2e/b", "/a;x/b", "/%ff%fe", "/a/./b")) {
            String response = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(response.startsWith("HTTP/1.1 200"), path + " " + response);
            assertEquals(path, events.get(events.size() - 1).getPath());
        }
    }

    @Test
    void answer_whenGiven_isPassedOnWhole() throws Exception {
        answer = new APIGatewayProxyResponseEvent()
                .withStatusCode(409)
                .withHeaders(Map.of("Content-Type", "application/problem+json", "ETag", "\"7\""))
                .withMultiValueHeaders(Map.of("X-Two", List.of("a", "b")))
                .withIsBase64Encoded(true)
                .withBody(Base64.getEncoder().encodeToString("ä".getBytes(StandardCharsets.UTF_8)));
        var response = send("GET", "/x", new byte[0]);
        assertEquals(409, response.statusCode());
        assertEquals("ä", response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElse(""));
        assertEquals(List.of("a", "b"), response.headers().allValues("x-two"));
    }

    @Test
    void body_whenTenMegabytes_isTakenAndOneByteMoreIsNot() throws Exception {
        byte[] most = new byte[ApiFront.MAX_BODY];
        java.util.Arrays.fill(most, (byte) 'x');
        assertEquals(200, send("POST", "/x", most).statusCode());
        assertEquals(most.length, events.get(0).getBody().length());
        var refused = send("POST", "/x", new byte[ApiFront.MAX_BODY + 1]);
        assertEquals(413, refused.statusCode());
        Problem problem = problem(refused);
        assertTrue(problem.detail().contains("10485760"), problem.detail());
        assertEquals(413, send("POST", "/x", new byte[3 * ApiFront.MAX_BODY]).statusCode());
        assertEquals(1, events.size());
        assertEquals(200, send("POST", "/x", new byte[0]).statusCode());
    }

    private static Problem problem(HttpResponse<String> response) {
        assertEquals(
                Problem.MEDIA_TYPE,
                response.headers().firstValue("content-type").orElse(""));
        Problem problem = Json.readStrict(response.body(), Problem.class);
        assertEquals(response.statusCode(), problem.status());
        return problem;
    }

    @Test
    void function_whenItThrows_isABadGatewayWithoutDetails() throws Exception {
        try (ApiFront broken = ApiFront.start(ApiFront.Options.at(0), Clock.systemUTC(), (event, context) -> {
            throw new IllegalStateException("secret-value");
        })) {
            var response =
                    http.send(HttpRequest.newBuilder(broken.endpoint()).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(502, response.statusCode());
            assertEquals("bad-gateway", problem(response).shortType());
            assertFalse(response.body().contains("secret"), response.body());
        }
    }

    @Test
    void function_whenItAnswersNothing_isABadGateway() throws Exception {
        answer = new APIGatewayProxyResponseEvent();
        assertEquals(502, send("GET", "/x", new byte[0]).statusCode());
    }

    @Test
    void request_whenHeadersAreTooLong_isRefusedAsAProblem() throws Exception {
        var response = send("GET", "/x", new byte[0], "X-Long", "x".repeat(20_000));
        assertEquals(431, response.statusCode());
        problem(response);
        assertTrue(events.isEmpty());
    }

    @Test
    void request_whenTheQueryIsBroken_isRefusedAsAProblem() throws Exception {
        String response = raw("GET /x?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 400"), response);
        assertTrue(response.contains(Problem.MEDIA_TYPE), response);
    }

    @Test
    void requests_whenManyComeAtOnce_runSideBySide() {
        CountDownLatch all = new CountDownLatch(32);
        try (ApiFront wide = ApiFront.start(ApiFront.Options.at(0), Clock.systemUTC(), (event, context) -> {
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new APIGatewayProxyResponseEvent().withStatusCode(204);
        })) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                answers.add(http.sendAsync(
                                HttpRequest.newBuilder(wide.endpoint()).build(), HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode));
            }
            answers.forEach(a -> assertEquals(204, a.join()));
        }
    }
}
