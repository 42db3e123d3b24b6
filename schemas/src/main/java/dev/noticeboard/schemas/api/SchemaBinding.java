package dev.noticeboard.schemas.api;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A schema as the API shows it.
 *
 * @param prefix what it is bound to; {@code *} for the rules of the namespace as a whole
 * @param revision since which revision
 * @param schema the JSON Schema
 */
public record SchemaBinding(String prefix, long revision, JsonNode schema) {

    /** All bindings of a namespace, in the order of prefixes. */
    public record All(List<SchemaBinding> schemas) {}
}
