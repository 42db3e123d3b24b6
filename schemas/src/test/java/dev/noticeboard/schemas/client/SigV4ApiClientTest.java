package dev.noticeboard.schemas.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The client against a real HTTP server on loopback. */
class SigV4ApiClientTest {
    private record Seen(String method, String uri, String authorization, String token, String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange x) throws IOException {
        seen.add(new Seen(
                x.getRequestMethod(),
                x.getRequestURI().toString(),
                String.valueOf(x.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(x.getRequestHeaders().getFirst("Idempotency-Key")),
                new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        x.sendResponseHeaders(status, bytes.length);
        x.getResponseBody().write(bytes);
        x.close();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stage/");
    }

    @Test
    void send_whenTheEndpointIsLocal_isNotSignedAndKeepsPathQueryAndBody() {
        ApiAnswer a = SigV4ApiClient.of(endpoint())
                .send(
                        "PUT",
                        "/namespaces/a/b/parameters/c",
                        Map.of("why", "a b&c"),
                        Map.of("Idempotency-Key", "k"),
                        "{\"value\":\"ü\"}");
        assertTrue(a.ok());
        assertEquals(
                new Seen("PUT", "/stage/namespaces/a/b/parameters/c?why=a%20b%26c", "null", "k", "{\"value\":\"ü\"}"),
                seen.get(0));
    }

    @Test
    void send_whenCredentialsAreGiven_isSignedForExecuteApi() {
        System.setProperty("aws.region", "eu-west-1");
        try {
            SigV4ApiClient.signing(
                            endpoint(), StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "hidden")))
                    .send("GET", "/namespaces/~/~/list", Map.of(), null);
        } finally {
            System.clearProperty("aws.region");
        }
        String authorization = seen.get(0).authorization();
        assertTrue(authorization.startsWith("AWS4-HMAC-SHA256 Credential=AKID/"), authorization);
        assertTrue(authorization.contains("/eu-west-1/execute-api/aws4_request"), authorization);
        assertTrue(authorization.contains("SignedHeaders=") && authorization.contains("host"), authorization);
    }

    @Test
    void send_whenNobodyListens_saysWhichEndpoint() {
        server.stop(0);
        var e = assertThrows(
                ApiUnreachableException.class,
                () -> SigV4ApiClient.of(endpoint()).send("GET", "/", Map.of(), null));
        assertTrue(String.valueOf(e.getMessage()).contains("127.0.0.1"), e.getMessage());
    }

    @Test
    void problem_whenTheAnswerIsOne_isRead() {
        status = 404;
        answer =
                Json.write(new Problem(Problem.TYPE_BASE + "not-found", "Not found", 404, "no such thing", null, null));
        ApiAnswer a = SigV4ApiClient.of(endpoint()).send("GET", "/x", Map.of(), null);
        assertFalse(a.ok());
        assertEquals("not-found", a.problem().orElseThrow().shortType());
        assertEquals("HTTP 404", a.toString());
    }

    @Test
    void problem_whenTheAnswerIsNotOurs_isAbsent() {
        assertTrue(new ApiAnswer(502, "<html>").problem().isEmpty());
        assertTrue(new ApiAnswer(200, "{}").problem().isEmpty());
    }
}
