package dev.noticeboard.functions.contract;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Schemas in words: what a field holds, within which bounds. */
final class TypeTexts {
    /** The heading over the types that are one text or number each. */
    static final String SCALARS = "Texts and numbers";

    private static final BigInteger BOUNDLESS = BigInteger.valueOf(Long.MAX_VALUE - 1);

    private final ApiDocument document;

    TypeTexts(ApiDocument document) {
        this.document = document;
    }

    /** Whether a schema has a heading and a table of its own. */
    static boolean hasSection(JsonNode schema) {
        return schema.has("properties") || schema.has("oneOf");
    }

    /** Of a schema that is one of several others these, by name; empty for any other. */
    List<Map.Entry<String, JsonNode>> variants(JsonNode schema) {
        return stream(schema.has("discriminator") ? schema.path("oneOf") : JsonNodeFactory.instance.arrayNode())
                .map(ref -> Map.entry(ApiDocument.key(ref), document.resolve(ref)))
                .toList();
    }

    /** A field's name, with a question mark if it may be absent. */
    static String field(JsonNode schema, String name) {
        boolean required =
                stream(schema.path("required")).anyMatch(r -> r.asString().equals(name));
        return "`" + name + "`" + (required ? "" : "?");
    }

    /** The fields beside {@code kind}. */
    static String fields(JsonNode schema) {
        return schema.path("properties").propertyNames().stream()
                .filter(name -> !name.equals("kind"))
                .map(name -> field(schema, name))
                .collect(Collectors.joining(", "));
    }

    /** What a schema says that something is. */
    String of(JsonNode schema) {
        String key = ApiDocument.key(schema);
        if (!key.isEmpty()) {
            return link(key);
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return stream(schema.path(choice))
                        .filter(s -> !s.path("type").asString("").equals("null"))
                        .map(this::of)
                        .collect(Collectors.joining(" or "));
            }
        }
        if (schema.has("const")) {
            return "`" + schema.path("const").asString() + "`";
        }
        String type = type(schema);
        if (type.equals("array")) {
            return "list of " + of(schema.path("items"));
        }
        List<String> bounds = bounds(schema);
        return type + (bounds.isEmpty() ? "" : ", " + String.join(", ", bounds));
    }

    private String link(String key) {
        JsonNode target = document.root().path("components").path("schemas").path(key);
        return "[" + key + "](#" + Reference.anchor(hasSection(target) ? key : SCALARS) + ")";
    }

    private static String type(JsonNode schema) {
        if (schema.path("type").isArray()) {
            return stream(schema.path("type"))
                    .map(JsonNode::asString)
                    .filter(t -> !t.equals("null"))
                    .collect(Collectors.joining(" or "));
        }
        return schema.path("type").asString("");
    }

    private static List<String> bounds(JsonNode schema) {
        List<String> bounds = new ArrayList<>();
        if (schema.has("enum")) {
            bounds.add(stream(schema.path("enum"))
                    .map(v -> "`" + v.asString() + "`")
                    .collect(Collectors.joining(" ")));
        }
        if (schema.has("minimum")) {
            boolean open = !schema.has("maximum")
                    || schema.path("maximum").bigIntegerValue().compareTo(BOUNDLESS) >= 0;
            bounds.add(
                    open
                            ? "from " + number(schema.path("minimum"))
                            : number(schema.path("minimum")) + " to " + number(schema.path("maximum")));
        }
        if (schema.has("maxLength")) {
            bounds.add("up to " + number(schema.path("maxLength")) + " characters");
        }
        if (schema.has("format")) {
            bounds.add(schema.path("format").asString());
        }
        if (schema.has("default")) {
            bounds.add("by default " + schema.path("default").asString());
        }
        return bounds;
    }

    private static String number(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.bigIntegerValue());
    }

    /** What a field means, with an example. */
    String meaning(JsonNode schema) {
        return schema.path("description").asString("") + example(schema);
    }

    /** An example in words; empty if there is none. */
    static String example(JsonNode schema) {
        List<String> examples = stream(schema.path("examples"))
                .map(e -> "`" + (e.isString() ? e.asString() : e.toString()) + "`")
                .toList();
        return examples.isEmpty() ? "" : " Example: " + String.join(", ", examples) + ".";
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
