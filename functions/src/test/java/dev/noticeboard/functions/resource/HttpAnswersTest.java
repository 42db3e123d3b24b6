package dev.noticeboard.functions.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.functions.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers over HTTP, against a server that answers by a script. */
class HttpAnswersTest {
    private final Deque<Integer> script = new ArrayDeque<>();
    private final List<String> got = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            exchange.sendResponseHeaders(script.isEmpty() ? 200 : script.poll(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/arn%3Aaws%7Cx?X-Amz-Signature=a%2Bb";
    }

    private static HttpAnswers answers(Predicate<URI> allowed) {
        return new HttpAnswers(allowed, new ManualTime(), new Random(1));
    }

    @Test
    void answer_whenTaken_isPutOnceWithoutAContentTypeAndWithTheUrlAsItIs() {
        answers(uri -> true).deliver(url(), "{}");
        assertEquals(List.of("PUT /arn%3Aaws%7Cx?X-Amz-Signature=a%2Bb null {}"), got);
    }

    @Test
    void answer_whenRefusedAtFirst_isTriedAgain() {
        script.addAll(Arrays.asList(503, 500));
        answers(uri -> true).deliver(url(), "{}");
        assertEquals(3, got.size());
    }

    @Test
    void answer_whenNeverTaken_endsAfterItsTriesAndSaysNothingOfTheUrl() {
        script.addAll(Arrays.asList(403, 403, 403, 403, 403, 403));
        UnansweredException e = assertThrows(
                UnansweredException.class, () -> answers(uri -> true).deliver(url(), "{}"));
        assertEquals(HttpAnswers.TRIES, got.size());
        String said = String.valueOf(e.getMessage());
        assertTrue(said.contains("403") && !said.contains("Signature"), said);
    }

    @Test
    void answer_whenNobodyListens_endsAfterItsTries() {
        server.stop(0);
        assertThrows(UnansweredException.class, () -> answers(uri -> true).deliver(url(), "{}"));
    }

    @Test
    void url_whenItDoesNotLeadToAws_isNotCalled() {
        Predicate<URI> allowed = HttpAnswers.ofAws(Map.of());
        assertThrows(UnansweredException.class, () -> answers(allowed).deliver(url(), "{}"));
        assertThrows(UnansweredException.class, () -> answers(allowed).deliver("no url", "{}"));
        assertEquals(List.of(), got);
        assertTrue(allowed.test(
                URI.create("https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a?b=c")));
        assertTrue(allowed.test(URI.create("https://x.s3.cn-north-1.amazonaws.com.cn/a")));
        assertFalse(allowed.test(URI.create("http://x.s3.amazonaws.com/a")));
        assertFalse(allowed.test(URI.create("https://x.amazonaws.com.example.org/a")));
        assertTrue(HttpAnswers.ofAws(Map.of("AWS_ENDPOINT_URL", "http://localhost:4566"))
                .test(URI.create("http://localhost:4566/answer")));
    }
}
