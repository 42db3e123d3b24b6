package dev.noticeboard.functions.validate;

import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON Schema, draft 2020-12: whether a schema may be bound, and whether a value satisfies it.
 *
 * <p>{@code format} is an annotation, as the draft's default has it. Nothing is ever fetched: references stay inside the
 * schema. Compiled schemas are kept by their text. Thread-safe.
 */
public final class SchemaRules {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/";
    private static final String META_SCHEMA = DRAFT + "schema";
    /** Twice the schemas of one namespace, so that a function that serves a few namespaces compiles each once. */
    private static final int CACHED = 2 * Limits.SCHEMAS;
    /** One instance of each JSON type: a schema that cannot judge these (it refers to itself without end) judges nothing. */
    private static final List<String> SAMPLES = List.of("null", "true", "1", "\"x\"", "[1]", "{\"x\":1}");

    private final SchemaRegistry registry = newRegistry();
    private final Schema metaSchema = registry.getSchema(SchemaLocation.of(META_SCHEMA));
    private final Map<String, Schema> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
            return size() > CACHED;
        }
    };

    /** A registry of schemas of the draft that fetches nothing, matches by RE2 and keeps nothing. */
    static SchemaRegistry newRegistry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaCacheEnabled(false)
                        .schemaLoader(
                                loader -> loader.allow(iri -> iri.toString().startsWith(DRAFT)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .regularExpressionFactory(SchemaRules::linear)
                                .locale(Locale.ROOT)
                                .build()));
    }

    /** RE2 takes time linear in the text; the JDK's own expressions can take exponential time (decision 12). */
    private static RegularExpression linear(String regex) {
        Pattern pattern = Regexes.compile(regex);
        return text -> pattern.matcher(text).find();
    }

    /** What is wrong with a text as a schema to bind; empty if nothing is. */
    public List<Violation> check(String text) {
        int bytes = ValueText.utf8Length(text);
        if (bytes > Limits.SCHEMA_BYTES) {
            return List.of(Violation.of(
                    "body",
                    "schema-size",
                    "the schema has " + bytes + " bytes",
                    "Use at most " + Limits.SCHEMA_BYTES + ", or bind parts of it to longer prefixes."));
        }
        JsonNode node;
        try {
            node = Json.tree(text);
        } catch (MalformedException e) {
            return List.of(Violation.of(e.field(), "schema-json", "the schema " + e.getMessage(), "Send JSON."));
        }
        List<Violation> violations = new ArrayList<>();
        SchemaReferences.check(node, violations);
        if (violations.isEmpty()) {
            grammar(node, violations);
        }
        if (violations.isEmpty()) {
            tryOut(text).ifPresent(violations::add);
        }
        return violations.stream().distinct().toList();
    }

    private void grammar(JsonNode node, List<Violation> violations) {
        try {
            for (Error error : metaSchema.validate(node)) {
                Violation v = Violation.of(
                        "body",
                        "schema-grammar",
                        "the schema is not one of draft 2020-12: this place " + SchemaMessages.of(error),
                        "See " + META_SCHEMA + ".");
                violations.add(new Violation(v.field(), v.rule(), v.message(), v.remedy(), null, pointer(error), null));
            }
        } catch (RuntimeException e) {
            // The library cannot compare a number that is beyond a long.
            violations.add(Violation.of(
                    "body",
                    "schema-grammar",
                    "the schema has a number that is out of range",
                    "Use limits that 64 bits hold."));
        }
    }

    private Optional<Violation> tryOut(String text) {
        try {
            Schema schema = compile(text);
            for (String sample : SAMPLES) {
                schema.validate(Json.tree(sample));
            }
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(
                    Violation.of(
                            "body",
                            "schema-unusable",
                            "no value can be judged by this schema",
                            "Look for a $ref that names nothing or leads back to itself, and for a regular expression that is"
                                    + " malformed or beyond RE2's syntax (no lookaround, no backreferences), or too large with its repetitions written out."));
        }
    }

    /**
     * What a schema finds wrong with a value.
     *
     * @param field where the value stands in the request
     * @param instance the value as {@link ValueRules#instance} shows it
     */
    public List<Violation> violations(BoundSchema bound, String field, ParameterName name, JsonNode instance) {
        return judge(
                bound, instance, "Change the value, or the schema bound to " + bound.prefix() + ".", field, e -> name);
    }

    /**
     * What the rules of a namespace find wrong with all of it.
     *
     * @param whole one object, as {@link WholeNamespace} makes it
     */
    public List<Violation> violations(BoundSchema rules, Namespace namespace, JsonNode whole) {
        return judge(
                rules,
                whole,
                "Change these values together in one change set, or change the rules of " + namespace + ".",
                "namespace",
                error -> WholeNamespace.nameIn(namespace, pointer(error)));
    }

    private List<Violation> judge(
            BoundSchema bound,
            JsonNode instance,
            String remedy,
            String field,
            Function<Error, @Nullable ParameterName> about) {
        List<Error> errors;
        try {
            errors = compile(bound.schema()).validate(instance);
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(new Violation(
                    field,
                    "schema-unusable",
                    "the schema bound to " + bound.prefix() + " cannot judge what is there",
                    "Simplify the value, or bind another schema to " + bound.prefix() + ".",
                    null,
                    "",
                    bound.prefix() + "#"));
        }
        return errors.stream()
                .map(error -> violation(bound, error, remedy, field, about.apply(error)))
                .distinct()
                .toList();
    }

    private static Violation violation(
            BoundSchema bound, Error error, String remedy, String field, @Nullable ParameterName about) {
        return new Violation(
                field,
                error.getKeyword() == null ? "schema" : error.getKeyword(),
                SchemaMessages.of(error),
                remedy,
                about == null ? null : about.text(),
                pointer(error),
                bound.prefix() + "#" + error.getSchemaLocation().getFragment());
    }

    private static String pointer(Error error) {
        return error.getInstanceLocation().toString();
    }

    private Schema compile(String text) {
        synchronized (compiled) {
            Schema schema = compiled.get(text);
            if (schema == null) {
                schema = registry.getSchema(Json.tree(text));
                schema.initializeValidators();
                compiled.put(text, schema);
            }
            return schema;
        }
    }
}
