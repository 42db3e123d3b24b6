package dev.noticeboard.agent.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigV4RegistrarTest {
    private static final Namespace NS = new Namespace("/billing");
    private final List<String> requests = new ArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"agentId\":\"h\",\"namespace\":\"/billing\",\"queueUrl\":\"http://q\","
            + "\"expiresAt\":\"2026-01-01T00:00:00Z\",\"leaseSeconds\":300}";
    private HttpServer server;
    private SigV4Registrar registrar;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        registrar = new SigV4Registrar(SigV4ApiClient.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void register_whenGranted_bringsTheQueue() {
        Registration r = registrar.register(NS, "h", new Registration.Request(Map.of("ring", "canary"), true));
        assertEquals("http://q", r.queueUrl());
        assertEquals(300, r.leaseSeconds());
        assertEquals(
                "PUT /namespaces/billing/~/agents/h {\"hostTags\":{\"ring\":\"canary\"},\"newQueue\":true}",
                requests.get(0));
    }

    @Test
    void remove_deletesTheLease() {
        registrar.remove(NS, "h");
        assertEquals("DELETE /namespaces/billing/~/agents/h ", requests.get(0));
    }

    @Test
    void register_whenRefused_saysWhy() {
        status = 409;
        answer = "{\"type\":\"tag:noticeboard.dev,2026:problem/lease-held\",\"title\":\"t\",\"status\":409,"
                + "\"detail\":\"another role holds it\"}";
        assertEquals("registration was answered 409: another role holds it", refusal());
    }

    @Test
    void register_whenTheAnswerIsNoRegistration_saysSo() {
        answer = "not JSON";
        assertTrue(refusal().startsWith("the answer is no registration"));
        answer = "{\"agentId\":\"h\",\"leaseSeconds\":300}";
        assertTrue(refusal().contains("queueUrl"));
    }

    @Test
    void register_whenNobodyAnswers_saysSo() {
        server.stop(0);
        assertTrue(refusal().contains("did not answer"));
    }

    private String refusal() {
        return String.valueOf(assertThrows(
                        Registrar.RegistrationException.class,
                        () -> registrar.register(NS, "h", new Registration.Request(null, null)))
                .getMessage());
    }
}
