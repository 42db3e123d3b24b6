package dev.noticeboard.schemas.flags;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The parts of a document; what is not of the form that the schema asks for is as if it were not there.
 *
 * @param flags by key
 * @param evaluators rules by name
 * @param metadata of the document; a missing node where there is none
 */
record FlagDocument(Map<String, JsonNode> flags, Map<String, JsonNode> evaluators, JsonNode metadata) {

    static FlagDocument of(JsonNode root) {
        return new FlagDocument(fields(root.path("flags")), fields(root.path("$evaluators")), root.path("metadata"));
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties().forEach(f -> fields.put(f.getKey(), f.getValue()));
        }
        return Collections.unmodifiableMap(fields);
    }
}
