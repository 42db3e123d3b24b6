package dev.noticeboard.functions.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds JSON to the contract's schemas (draft 2020-12), formats included. Thread-safe. */
final class JsonChecks {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,999})");
    /** Fields that say nothing about a value. */
    private static final List<Keyword> SILENT =
            List.of(new NonValidationKeyword("components"), new NonValidationKeyword("discriminator"));

    private final ApiDocument document;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012()).keywords(SILENT).build(),
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ROOT)
                            .build()));

    JsonChecks(ApiDocument document) {
        this.document = document;
    }

    /** What a schema of the contract finds wrong; empty if nothing. */
    List<String> violations(String what, JsonNode schema, JsonNode instance) {
        try {
            return compiled.computeIfAbsent(schema, this::compile).validate(instance).stream()
                    .map(e -> what + e.getInstanceLocation() + " " + e.getMessage())
                    .distinct()
                    .toList();
        } catch (JsonNodeException e) {
            // The library compares with bounds as longs, as which all of the contract's can be written.
            return List.of(what + " has a number that is no 64-bit integer");
        }
    }

    /** The same of a text outside JSON: a whole number or a truth value where the schema wants one. */
    List<String> ofText(String what, JsonNode schema, String text) {
        String types = document.resolve(schema).path("type").toString();
        boolean number = types.contains("integer") && INTEGER.matcher(text).matches();
        boolean truth = types.contains("boolean") && Set.of("true", "false").contains(text);
        return violations(what, schema, number || truth ? Json.tree(text) : JsonNodeFactory.instance.stringNode(text));
    }

    /** The same of a JSON text. */
    List<String> ofJson(String what, JsonNode schema, String text) {
        try {
            return violations(what, schema, Json.tree(text));
        } catch (MalformedException e) {
            return List.of(what + " " + e.field() + ": " + e.getMessage());
        }
    }

    /** References point into the contract's components, so those travel along. */
    private Schema compile(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.root().path("components"));
        Schema made = registry.getSchema(whole);
        made.initializeValidators();
        return made;
    }
}
