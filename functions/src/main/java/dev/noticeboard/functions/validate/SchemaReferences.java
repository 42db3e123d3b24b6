package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses schemas that refer to anything outside themselves, or that follow another draft. */
final class SchemaReferences {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    /** Keywords whose value is data, in which a {@code $ref} refers to nothing. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");
    /** Keywords whose value is an object of schemas by name; a name may look like a keyword. */
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    static void check(JsonNode schema, List<Violation> violations) {
        walk(schema, "", violations);
    }

    private static void walk(JsonNode schema, String place, List<Violation> violations) {
        int index = 0;
        for (JsonNode child : schema.isArray() ? schema : List.<JsonNode>of()) {
            walk(child, place + "/" + index++, violations);
        }
        if (!schema.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            String keyword = entry.getKey();
            JsonNode value = entry.getValue();
            String inside = place + "/" + escape(keyword);
            keyword(keyword, value, inside, violations);
            if (NAMED_SCHEMAS.contains(keyword) && value.isObject()) {
                for (Map.Entry<String, JsonNode> named : value.properties()) {
                    walk(named.getValue(), inside + "/" + escape(named.getKey()), violations);
                }
            } else if (!DATA.contains(keyword)) {
                walk(value, inside, violations);
            }
        }
    }

    private static void keyword(String keyword, JsonNode value, String place, List<Violation> violations) {
        boolean reference = keyword.equals("$ref") || keyword.equals("$dynamicRef");
        if (reference && value.isString() && !value.stringValue().startsWith("#")) {
            violations.add(at(
                    place,
                    "schema-reference",
                    "the schema refers to something outside itself, and nothing is fetched",
                    "Copy what it refers to under $defs and refer to it with #/$defs/…."));
        }
        if (keyword.equals("$schema") && value.isString() && !dialect(value.stringValue())) {
            violations.add(at(
                    place,
                    "schema-dialect",
                    "the schema follows another draft than 2020-12",
                    "Write it in draft 2020-12, and leave $schema out or name " + DIALECT + "."));
        }
        if (keyword.equals("$id")) {
            violations.add(at(
                    place,
                    "schema-id",
                    "the schema names itself, and no schema is found by a name here",
                    "Leave $id out; refer to parts of the schema with #/$defs/…."));
        }
    }

    private static boolean dialect(String uri) {
        return uri.equals(DIALECT) || uri.equals(DIALECT + "#");
    }

    private static Violation at(String place, String rule, String message, String remedy) {
        return new Violation("body", rule, message, remedy, null, place, null);
    }

    /** RFC 6901, section 3. */
    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private SchemaReferences() {}
}
