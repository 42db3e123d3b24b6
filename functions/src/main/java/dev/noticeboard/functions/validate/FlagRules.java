package dev.noticeboard.functions.validate;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.noticeboard.schemas.flags.FlagCheck;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Whether a value is a document of flags in flagd's format: by the JSON Schema that lies beside {@link FlagCheck}, and where that
 * finds nothing, by {@link FlagCheck}. Thread-safe.
 */
public final class FlagRules {
    /** The rule of what the schema finds. */
    static final String FORMAT = "flags-format";

    private static final String REMEDY = "Write it as flagd's format has it (docs/flags.md).";

    private record Words(String message, String remedy) {}

    /** What the schema's own words would not tell a person, by the place in the schema. */
    private static final Map<String, Words> WORDS = Map.of(
            "/properties/flags/type",
            new Words(
                    "must be an object with a field for each flag",
                    "Turn flagd's array form into fields named by the flags' keys."),
            "/$defs/key/pattern",
            new Words("has a key that is empty or has a line break", "Name it in one line."),
            "/$defs/version/else/pattern",
            new Words(
                    "must be a version in full, such as 1.2.3",
                    "See semver.org; a leading v or fewer numbers may stand in what a var brings only."),
            "/$defs/bucket/prefixItems/1/else/type",
            new Words("must be a weight: a whole number, or a rule that makes one", "Write a whole number, 0 or more."),
            "/$defs/bucket/prefixItems/1/else/minimum",
            new Words("must be a weight of 0 or more", "Write 0 for a variant that nobody is to get."));

    /** Of the one schema that allows nothing, which is what is left where no kind fits. */
    private static final Words KINDS = new Words(
            "must have values of one kind", "Make all of them booleans, all numbers, all strings or all objects.");

    /** Compiled when first asked for: most functions never see flags. */
    private static final class Compiled {
        static final Schema SCHEMA = compile();

        private static Schema compile() {
            try (InputStream text = FlagCheck.class.getResourceAsStream("flags.schema.json")) {
                Schema schema = SchemaRules.newRegistry()
                        .getSchema(Json.tree(
                                new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)));
                schema.initializeValidators();
                return schema;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * What is wrong with a value in which {@link ValueRules#check} found nothing wrong.
     *
     * @param field where the value stands in the request
     */
    public static List<Violation> check(String field, String value) {
        JsonNode root = Json.tree(value);
        List<Violation> violations = FlagCheck.check(root);
        // Going through the schema takes stack for each level.
        if (violations.stream().noneMatch(v -> v.rule().equals(FlagCheck.TOO_DEEP))) {
            List<Violation> ofForm = form(root);
            violations = ofForm.isEmpty() ? violations : ofForm;
        }
        return violations.stream().map(v -> v.at(field)).toList();
    }

    private static List<Violation> form(JsonNode root) {
        return Compiled.SCHEMA.validate(root).stream()
                // What the branches say of operators of two kinds in one object, FlagCheck says once.
                .filter(error -> !error.getEvaluationPath().toString().contains("/anyOf/"))
                .map(FlagRules::violation)
                .distinct()
                .limit(FlagCheck.MOST)
                .toList();
    }

    private static Violation violation(Error error) {
        Words words = words(error, String.valueOf(error.getSchemaLocation().getFragment()));
        return new Violation(
                "value",
                FORMAT,
                "this place " + words.message(),
                words.remedy(),
                null,
                error.getInstanceLocation().toString(),
                null);
    }

    private static Words words(Error error, String place) {
        if (place.equals("/$defs/rule/additionalProperties")) {
            return operator(String.valueOf(error.getProperty()));
        }
        if ("false".equals(error.getKeyword())) {
            return KINDS;
        }
        return WORDS.getOrDefault(place, new Words(SchemaMessages.of(error), REMEDY));
    }

    private static Words operator(String name) {
        return switch (name) {
            case "$ref" ->
                new Words(
                        "refers to an evaluator where flagd's format takes none",
                        "Refer to it inside an operator, for example {\"if\": [{\"$ref\": \"name\"}, \"on\", \"off\"]}.");
            case "rollout" ->
                new Words(
                        "has the operator 'rollout', which is not evaluated here",
                        "Use fractional, and move its weights; or start a rollout of this parameter.");
            default ->
                new Words(
                        "has an operator that flagd's format does not have",
                        "Use one of JsonLogic's, fractional, sem_ver, starts_with or ends_with.");
        };
    }

    private FlagRules() {}
}
