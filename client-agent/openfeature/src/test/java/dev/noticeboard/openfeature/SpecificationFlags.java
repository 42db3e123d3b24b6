package dev.noticeboard.openfeature;

import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The flags that the specification's scenarios use, as a flagd document. {@code test-flags.json} is written for the SDKs' in-memory
 * providers: variants are the same, {@code disabled} becomes the state, {@code flagMetadata} the metadata, and the expression of {@code
 * contextEvaluator} a rule. The older suite's {@code context-aware} is in no file; it is added here, as are flags that tell what a rule sees
 * of the context.
 */
final class SpecificationFlags {
    static final Path FOLDER =
            Path.of("../../../shared/data/openfeature").toAbsolutePath().normalize();

    /** The keys that the suite for merged contexts uses. */
    static final List<String> CONTEXT_KEYS =
            List.of("key", "API", "Transaction", "Client", "Invocation", "Before Hooks");

    /** {@code condition ? 'variant' : ''}, the condition a conjunction. */
    private static final Pattern CHOICE = Pattern.compile("(.+) \\? '([^']+)' : ''");

    private static final Pattern TERM = Pattern.compile("!(\\w+)|(\\w+) (==|>) ('[^']*'|\\d+)");

    /** The document's text. */
    static String document() {
        Map<String, Object> flags = new LinkedHashMap<>();
        JsonNode all;
        try {
            all = Json.tree(Files.readString(FOLDER.resolve("test-flags.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.properties().forEach(e -> flags.put(e.getKey(), flag(e.getValue())));
        flags.put("context-aware", contextAware());
        CONTEXT_KEYS.forEach(key -> flags.put("merged " + key, seen(key)));
        return Json.write(Map.of("flags", flags));
    }

    private static Map<String, Object> flag(JsonNode node) {
        Map<String, Object> flag = new LinkedHashMap<>();
        flag.put("state", node.path("disabled").asBoolean(false) ? "DISABLED" : "ENABLED");
        flag.put("variants", node.path("variants"));
        if (node.path("defaultVariant").isString()) {
            flag.put("defaultVariant", node.path("defaultVariant"));
        }
        if (node.path("flagMetadata").isObject()) {
            flag.put("metadata", node.path("flagMetadata"));
        }
        if (node.path("contextEvaluator").isString()) {
            flag.put("targeting", rule(node.path("contextEvaluator").asString()));
        }
        return flag;
    }

    private static Map<String, Object> rule(String expression) {
        Matcher choice = CHOICE.matcher(expression);
        if (!choice.matches()) {
            throw new AssertionError("an expression that the converter does not know: " + expression);
        }
        List<Object> terms = new ArrayList<>();
        for (String term : choice.group(1).split(" && ", -1)) {
            terms.add(term(term));
        }
        return Map.of("if", List.of(Map.of("and", terms), choice.group(2)));
    }

    private static Map<String, Object> term(String text) {
        Matcher term = TERM.matcher(text);
        if (!term.matches()) {
            throw new AssertionError("a condition that the converter does not know: " + text);
        }
        if (term.group(1) != null) {
            return Map.of("!", List.of(variable(term.group(1))));
        }
        String literal = term.group(4);
        Object value = literal.startsWith("'")
                ? literal.substring(1, literal.length() - 1)
                : (Object) Integer.parseInt(literal);
        return Map.of(term.group(3), List.of(variable(term.group(2)), value));
    }

    private static Map<String, Object> variable(String name) {
        return Map.of("var", name);
    }

    private static Map<String, Object> contextAware() {
        List<Object> terms = List.of(
                Map.of("==", List.of(variable("fn"), "Sulisław")),
                Map.of("==", List.of(variable("ln"), "Świętopełk")),
                Map.of("==", List.of(variable("age"), 29)),
                Map.of("==", List.of(variable("customer"), false)));
        return Map.of(
                "state",
                "ENABLED",
                "variants",
                Map.of("internal", "INTERNAL", "external", "EXTERNAL"),
                "defaultVariant",
                "external",
                "targeting",
                Map.of("if", List.of(Map.of("and", terms), "internal")));
    }

    /** Its value is the value of an entry of the context. */
    private static Map<String, Object> seen(String key) {
        Map<String, Object> variants = new LinkedHashMap<>();
        variants.put("value", "value");
        CONTEXT_KEYS.forEach(level -> {
            variants.put(level, level);
            variants.put(level + " value", level + " value");
        });
        return Map.of("state", "ENABLED", "variants", variants, "targeting", variable(key));
    }

    private SpecificationFlags() {}
}
