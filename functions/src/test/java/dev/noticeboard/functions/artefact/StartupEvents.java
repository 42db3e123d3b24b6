package dev.noticeboard.functions.artefact;

import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** One event for each handler, as Lambda would send it, of the kind that comes most and needs no more than the table. */
final class StartupEvents {
    private static final String NAMESPACE = "/namespaces/billing/prod";

    private StartupEvents() {}

    /**
     * The event.
     *
     * @param handler the handler's simple class name
     * @param n makes each one another; the same would be answered as done already
     */
    static String of(String handler, int n) {
        return switch (handler) {
            case "ApiFunction" -> http("PUT", NAMESPACE + "/parameters/db/pool-size", "{\"value\":\"" + n + "\"}");
            case "AgentsFunction" -> http("GET", NAMESPACE + "/agents", "");
            case "PublishFunction", "RedriveFunction", "ReportsFunction" -> Json.write(Map.of("Records", List.of()));
            case "ResourceFunction" -> resource(n);
            default ->
                Json.write(Map.of(
                        "version", "0",
                        "id", "12345678-1234-1234-1234-123456789012",
                        "detail-type", "Scheduled Event",
                        "source", "aws.events",
                        "time", "2026-01-01T00:00:00Z",
                        "detail", Map.of()));
        };
    }

    /** Binds the schema that the API's puts are validated against. */
    static String bindSchema() {
        return http("PUT", NAMESPACE + "/schemas/db", "{\"type\":\"string\",\"pattern\":\"^[0-9]+$\"}");
    }

    /** A parameter of a stack; the answer goes to a server that takes all. */
    private static String resource(int n) {
        return Json.write(Map.of(
                "RequestType",
                "Create",
                "RequestId",
                "request-" + n,
                "StackId",
                "arn:aws:cloudformation:us-east-1:123456789012:stack/orders/1",
                "LogicalResourceId",
                "PoolSize" + n,
                "ResourceType",
                "Custom::NoticeboardParameter",
                "ResponseURL",
                Taker.URL,
                "ResourceProperties",
                Map.of("Name", "/billing/prod/db/pool-size-" + n, "Value", "50")));
    }

    /** Takes answers, on a daemon's thread until the JVM ends. */
    private static final class Taker {
        static final String URL = start();

        private static String start() {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/", exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
                Thread thread = new Thread(server::start, "taker");
                thread.setDaemon(true);
                thread.start();
                return "http://127.0.0.1:" + server.getAddress().getPort() + "/answer";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String http(String method, String path, String body) {
        return Json.write(Map.of(
                "httpMethod", method,
                "path", path,
                "headers", Map.of("Content-Type", "application/json"),
                "requestContext",
                        Map.of(
                                "requestId",
                                "request-1",
                                "identity",
                                Map.of("userArn", "arn:aws:sts::123456789012:assumed-role/writer/session-1")),
                "body", body));
    }
}
