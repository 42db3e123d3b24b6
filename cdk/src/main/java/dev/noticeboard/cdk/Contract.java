package dev.noticeboard.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The API's contract, {@code openapi.yaml} of schemas, read for what API Gateway must know: so no route can be forgotten. */
final class Contract {
    private static final String PLACE = "/dev/noticeboard/schemas/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** What a request's body is. */
    enum Body {
        NONE,
        OPTIONAL,
        OBJECT,
        /** A JSON Schema, which is an object or a boolean. */
        SCHEMA
    }

    /**
     * A route.
     *
     * @param method in upper case
     * @param path as API Gateway writes it
     * @param operation its name
     * @param required what a request must have, as {@code path.NAME} and {@code querystring.NAME}
     */
    record Route(String method, String path, String operation, List<String> required, Body body) {}

    /** All routes, in the contract's order. */
    static List<Route> routes() {
        JsonNode root = read();
        List<Route> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    routes.add(new Route(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue().path("operationId").asString(),
                            required(root, path.getValue(), operation.getValue()),
                            body(root, operation.getValue().path("requestBody"))));
                }
            }
        }
        return routes;
    }

    private static List<String> required(JsonNode root, JsonNode path, JsonNode operation) {
        Map<String, Boolean> required = new TreeMap<>();
        for (JsonNode list : List.of(path.path("parameters"), operation.path("parameters"))) {
            for (JsonNode reference : list) {
                JsonNode parameter = resolve(root, reference);
                if (parameter.path("required").asBoolean(false)) {
                    String place = parameter.path("in").asString();
                    required.put(
                            (place.equals("query") ? "querystring" : place) + "."
                                    + parameter.path("name").asString(),
                            true);
                }
            }
        }
        return List.copyOf(required.keySet());
    }

    private static Body body(JsonNode root, JsonNode request) {
        if (request.isMissingNode()) {
            return Body.NONE;
        }
        if (!request.path("required").asBoolean(false)) {
            return Body.OPTIONAL;
        }
        JsonNode schema =
                resolve(root, request.path("content").path("application/json").path("schema"));
        return schema.path("type").isArray() ? Body.SCHEMA : Body.OBJECT;
    }

    private static JsonNode resolve(JsonNode root, JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    private static JsonNode read() {
        try (InputStream in = Contract.class.getResourceAsStream(PLACE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + PLACE + " on the class path");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Contract() {}
}
