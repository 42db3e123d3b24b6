package dev.noticeboard.functions;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on a loopback port that a test answers for. */
public final class FakeHttp implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What was asked. */
    public record Asked(String method, URI uri, Map<String, String> headers, String body) {}

    /** What is answered. */
    public record Answered(int status, Map<String, String> headers, String body, Charset charset) {
        public static Answered of(int status, String body) {
            return new Answered(status, Map.of(), body, StandardCharsets.UTF_8);
        }

        public Answered with(String header, String value) {
            return new Answered(status, Map.of(header, value), body, charset);
        }
    }

    public FakeHttp(Function<Asked, Answered> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Answered answered =
                        answers.apply(new Asked(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
                answered.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                byte[] bytes = answered.body().getBytes(answered.charset());
                exchange.sendResponseHeaders(answered.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
