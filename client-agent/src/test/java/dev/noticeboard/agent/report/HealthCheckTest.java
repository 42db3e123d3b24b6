package dev.noticeboard.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimTimer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check of a URL, against a server that answers as told. */
class HealthCheckTest {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final SimClock clock = new SimClock();
    private final SimTimer timer = new SimTimer(clock);
    private final List<String> heard = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile int status = 204;
    private HttpServer server;
    private URI url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                if (status == 0) {
                    never.await();
                }
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private HealthCheck check(Duration timeout) {
        return new HealthCheck(url, timeout, EVERY, timer, (ok, why) -> heard.add(ok ? "well" : String.valueOf(why)));
    }

    private void next(int answer) {
        status = answer;
        timer.runUntil(clock.instant().plus(EVERY));
    }

    @Test
    void check_whenAnswered_tellsByTheStatus() {
        try (HealthCheck check = check(Duration.ofSeconds(20))) {
            check.start();
            timer.runUntil(clock.instant());
            next(503);
            next(302);
            next(200);
            assertEquals(List.of("well", "HTTP 503", "HTTP 302", "well"), heard, "a redirect is no good answer");
        }
        next(500);
        assertEquals(4, heard.size(), "closed, it asks nothing more");
    }

    @Test
    void check_whenNobodyAnswers_saysSo() {
        status = 0;
        try (HealthCheck check = check(Duration.ofMillis(100))) {
            check.start();
            timer.runUntil(clock.instant());
            assertEquals(List.of("no answer within 100 ms"), heard);
            server.stop(0);
            never.countDown();
            next(0);
            assertEquals("nobody listens there", heard.get(1));
            assertTrue(timer.waiting() > 0, "it asks on");
        }
    }

    @Test
    void check_whenMisconfigured_namesTheOption() {
        Duration one = Duration.ofSeconds(1);
        for (String bad : List.of("file:///etc/passwd", "health", "http:health")) {
            assertTrue(refusal(URI.create(bad), one, one).startsWith("url: "), bad);
        }
        assertTrue(refusal(url, Duration.ZERO, one).startsWith("timeout: "));
        assertTrue(refusal(url, one, Duration.ZERO).startsWith("interval: "));
    }

    private String refusal(URI at, Duration timeout, Duration interval) {
        return String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> new HealthCheck(at, timeout, interval, timer, (ok, why) -> {}))
                .getMessage());
    }
}
