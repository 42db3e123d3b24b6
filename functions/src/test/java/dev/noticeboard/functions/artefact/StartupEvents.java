package dev.noticeboard.functions.artefact;

import dev.noticeboard.schemas.json.Json;
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
