package dev.noticeboard.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter over the wire, against a few lines of SQS's JSON protocol; an emulator holds it to the contract elsewhere. */
class SqsReportSenderTest extends ReportSenderContract {
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean gone;
    private volatile int status = 200;
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private AwsAgentClients clients;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"gone\"}";
            if (!gone) {
                String body = Json.tree(request).path("MessageBody").asString();
                bodies.add(body);
                answer = Json.write(Map.of("MessageId", "m", "MD5OfMessageBody", md5(body)));
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(gone ? 400 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        clients = AwsAgentClients.connect("us-east-1", null, endpoint());
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    @Override
    protected ReportSender sender() {
        return clients.reportSender(endpoint() + "/000000000000/reports");
    }

    @Override
    protected List<String> bodies(int atLeast) {
        return List.copyOf(bodies);
    }

    @Override
    protected void removeQueue() {
        gone = true;
    }

    @Test
    void send_whenTheServiceFails_failsOnceWithoutRetries() {
        status = 500;
        assertThrows(ReportSender.ReportException.class, () -> sender().send(Reports.least(1)));
        assertEquals(1, requests.get(), "the reporter has its own backoff");
    }
}
