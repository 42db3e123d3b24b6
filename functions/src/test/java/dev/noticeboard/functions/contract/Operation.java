package dev.noticeboard.functions.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A method of a route, with all references resolved that stand directly in it.
 *
 * @param method in capitals
 * @param route where
 * @param node the operation itself
 * @param inputs what it takes beside a body, the path's own first
 * @param answers by status
 */
public record Operation(String method, Route route, JsonNode node, List<Input> inputs, Map<String, JsonNode> answers) {

    /**
     * A parameter in the path, the query or the headers.
     *
     * @param key its name among the contract's components; empty if it stands in the operation
     * @param node the parameter
     */
    public record Input(String key, JsonNode node) {
        /** Its name. */
        public String name() {
            return node.path("name").asString();
        }

        /** {@code path}, {@code query} or {@code header}. */
        public String in() {
            return node.path("in").asString();
        }

        /** Whether a request must have it. */
        public boolean required() {
            return node.path("required").asBoolean(false);
        }

        /** What its value must be. */
        public JsonNode schema() {
            return node.path("schema");
        }
    }

    /** Its name. */
    public String id() {
        return node.path("operationId").asString();
    }

    /** A text of it, e.g. {@code summary}; empty if there is none. */
    public String text(String field) {
        return node.path(field).asString("");
    }

    /** The inputs in one place. */
    public List<Input> inputs(String in) {
        return inputs.stream().filter(i -> i.in().equals(in)).toList();
    }

    /** The schema of the request's body; empty if it takes none. */
    public Optional<JsonNode> body() {
        JsonNode schema = node.at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
    }

    /** Whether a request must have a body. */
    public boolean bodyRequired() {
        return node.at("/requestBody/required").asBoolean(false);
    }

    @Override
    public String toString() {
        return id();
    }
}
