package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.contract.ApiDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that schemas of the contract allow, with names, versions and revisions that exist. For one thread. */
final class FuzzValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, Set<String>> OF_KIND = Map.of(
            "put", Set.of("value", "type", "dataType", "description", "tags", "allowedPattern", "policies"),
            "delete", Set.of(),
            "restore", Set.of("version"),
            "label", Set.of("label", "version"),
            "unlabel", Set.of("label"));
    private static final List<JsonNode> SCHEMAS = List.of(
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.objectNode().put("maxLength", 60000),
            JSON.objectNode().put("type", "string"),
            JSON.objectNode().put("type", "integer"),
            JSON.objectNode()
                    .put("$ref", "#/$defs/a")
                    .set("$defs", JSON.objectNode().set("a", JSON.booleanNode(true))),
            JSON.objectNode().set("required", JSON.arrayNode().add("db/host")));
    private static final List<String> STRATEGIES =
            List.of("canary-1-10-100", "all-at-once", "exponential-2x", "linear-20-every-6m", "none-such");
    private static final List<String> TRACEPARENTS = List.of(
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff-more",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "none");
    private static final List<String> TEXTS = List.of(
            "20",
            "true",
            "{\"a\":[1]}",
            "text",
            "",
            "ä€😀",
            "a,b,c",
            "-1.5e3",
            "\u0000",
            "null",
            " ",
            "{\"flags\":{}}",
            "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true}}}}");

    private final ApiDocument document;
    private final Random random;
    private final FuzzMemory memory;

    FuzzValues(ApiDocument document, Random random, FuzzMemory memory) {
        this.document = document;
        this.random = random;
        this.memory = memory;
    }

    /** A value of a field, or of an input of a request. */
    JsonNode of(String field, JsonNode schema) {
        String key = ApiDocument.key(schema);
        JsonNode known = known(field, key);
        if (known != null) {
            return known;
        }
        JsonNode resolved = document.resolve(schema);
        if (resolved.has("anyOf")) {
            return random.nextInt(10) == 0
                    ? JSON.nullNode()
                    : of(field, resolved.path("anyOf").path(0));
        }
        if (resolved.has("enum")) {
            return resolved.path("enum")
                    .path(random.nextInt(resolved.path("enum").size()));
        }
        return switch (type(resolved)) {
            case "object" -> object(resolved);
            case "array" -> array(resolved);
            case "integer" -> number(resolved);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(text(resolved));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(random.nextInt(10) == 0 ? 1 : 0).asString() : type.asString();
    }

    /** What exists, by the field's name or its schema's; null for anything else. */
    private JsonNode known(String field, String key) {
        return switch (key) {
            case "ParameterName" -> JSON.stringNode(memory.name());
            case "PathInNamespace" -> JSON.stringNode(memory.pathInside());
            case "Label" -> JSON.stringNode(memory.label());
            case "Version" -> JSON.numberNode(memory.version());
            case "Revision" -> JSON.numberNode(memory.revision());
            case "JsonSchema" -> memory.pick(SCHEMAS);
            case "ParameterType" -> JSON.stringNode(random.nextInt(12) == 0 ? "SecureString" : "String");
            case "ExpectedVersion" -> JSON.numberNode(random.nextInt(3) == 0 ? 0 : memory.version());
            default ->
                switch (field) {
                    case "nextToken", "resume" -> JSON.stringNode(memory.token());
                    case "traceparent" -> JSON.stringNode(memory.pick(TRACEPARENTS));
                    case "If-None-Match" -> JSON.stringNode(memory.tag());
                    case "revision", "after" -> JSON.numberNode(memory.revision());
                    case "from", "to" -> JSON.numberNode(Math.min(memory.version(), memory.revision()));
                    case "waitSeconds" -> JSON.numberNode(random.nextInt(40) == 0 ? 1 : 0);
                    case "names" -> names();
                    // One that exists would have to answer, or every later write would find it silent.
                    case "validator" -> JSON.nullNode();
                    // Where it is set, no plain write succeeds any more.
                    case "requiredStrategy" -> random.nextInt(20) == 0 ? JSON.stringNode("*") : JSON.nullNode();
                    case "strategy" -> JSON.stringNode(memory.pick(STRATEGIES));
                    case "whyRequired" -> JSON.booleanNode(random.nextInt(20) == 0);
                    case "expiresAt" -> JSON.stringNode("2" + (100 + random.nextInt(900)) + "-02-28T23:59:59.5Z");
                    case "notifyBeforeExpiry", "notifyUnchangedAfter" ->
                        JSON.stringNode(memory.pick(List.of("P15D", "PT1S", "PT36H", "P36500D")));
                    default -> null;
                };
        };
    }

    private ArrayNode names() {
        ArrayNode names = JSON.arrayNode();
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String name = memory.name();
            some.add(
                    switch (random.nextInt(4)) {
                        case 0 -> name + ":" + memory.version();
                        case 1 -> name + ":" + memory.label();
                        default -> name;
                    });
        }
        some.stream().distinct().forEach(names::add);
        return names;
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode made = JSON.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(r -> required.add(r.asString()));
        if (schema.path("properties").has("inlineStrategy")) {
            required.add("strategy");
        }
        JsonNode kind = schema.path("properties").path("kind");
        Set<String> fields = null;
        if (!kind.isMissingNode()) {
            String chosen = of("kind", kind).asString();
            made.put("kind", chosen);
            fields = OF_KIND.getOrDefault(chosen, Set.of());
            required.addAll(chosen.equals("put") ? Set.of("value") : fields);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            boolean fits = fields == null
                    || fields.contains(name)
                    || Set.of("name", "expectedVersion").contains(name);
            boolean seldom = Set.of("expectedVersion", "allowedPattern", "resume", "dataType", "type")
                    .contains(name);
            // A rollout takes exactly one of the two.
            boolean second = name.equals("inlineStrategy") && random.nextInt(10) > 0;
            if (!made.has(name)
                    && !second
                    && fits
                    && (required.contains(name) || random.nextInt(seldom ? 8 : 3) == 0)) {
                made.set(name, of(name, property.getValue()));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            for (int i = random.nextInt(4); i > 0; i--) {
                made.set("k" + i, of("", schema.path("additionalProperties")));
            }
        }
        return made;
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode made = JSON.arrayNode();
        for (int i = random.nextInt(4); i >= 0; i--) {
            made.add(of("", schema.path("items")));
        }
        return made;
    }

    private JsonNode number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return JSON.numberNode(
                switch (random.nextInt(4)) {
                    case 0 -> least;
                    case 1 -> most;
                    default -> least + random.nextInt((int) Math.min(most - least, 20) + 1);
                });
    }

    private String text(JsonNode schema) {
        if (schema.path("examples").isArray() && random.nextInt(2) == 0) {
            return schema.path("examples").path(0).asString();
        }
        int most = schema.path("maxLength").asInt(100);
        return random.nextInt(200) == 0 ? "m".repeat(most) : memory.pick(TEXTS);
    }
}
