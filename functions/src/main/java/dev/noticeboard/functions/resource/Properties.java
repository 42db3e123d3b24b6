package dev.noticeboard.functions.resource;

import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a resource's properties, one by one, and gathers what is wrong with them. For one thread. */
final class Properties {
    /** Those that CloudFormation itself reads. */
    private static final Set<String> OF_CLOUDFORMATION = Set.of("ServiceToken", "ServiceTimeout");

    private final Map<String, Object> given;
    private final Set<String> known = new HashSet<>(OF_CLOUDFORMATION);
    private final List<Violation> violations = new ArrayList<>();

    Properties(Map<String, Object> given) {
        this.given = given;
    }

    /** A text; null where it is not given. */
    @Nullable String text(String name) {
        known.add(name);
        Object value = given.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        refuse(name, "property-type", "the property is no text", "Write a text; JSON goes into a text as well.");
        return null;
    }

    /** A text that must be there; empty where it is not. */
    String needed(String name) {
        String text = text(name);
        if (text == null) {
            if (given.get(name) == null) {
                refuse(name, "required", "the property is missing", "Add it to the resource.");
            }
            return "";
        }
        return text;
    }

    /** A property that says yes or no, and no where it is absent. */
    boolean flag(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            refuse(name, "property-choice", "the property is neither true nor false", "Write true or false.");
        }
        return "true".equals(text);
    }

    /** One of an enum's constants, by its word. */
    <E extends Enum<E>> E choice(String name, Class<E> type, Function<E, String> word, E otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        List<E> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    refuse(
                            name,
                            "property-choice",
                            "the property is none of its choices",
                            "Write one of "
                                    + String.join(", ", all.stream().map(word).toList()) + ".");
                    return otherwise;
                });
    }

    /** Keys and texts; empty where it is not given. */
    Map<String, String> map(String name) {
        known.add(name);
        Object value = given.get(name);
        Map<String, String> map = new TreeMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, text) -> map.put(String.valueOf(key), String.valueOf(text)));
        } else if (value != null) {
            refuse(name, "property-type", "the property is no object", "Write keys with texts.");
        }
        return map;
    }

    void refuse(String name, String rule, String message, String remedy) {
        violations.add(Violation.of(name, rule, message, remedy));
    }

    void add(Violation violation) {
        violations.add(violation);
    }

    /** All that is wrong, properties that nobody asked for included. */
    List<Violation> violations() {
        List<Violation> all = new ArrayList<>(violations);
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> Violation.of(
                        name,
                        "unknown-property",
                        "there is no such property",
                        "Write some of "
                                + String.join(", ", known.stream().sorted().toList()) + "."))
                .forEach(all::add);
        return all;
    }

    /** The violations as one text. */
    static String lines(List<Violation> violations) {
        return String.join(" ", violations.stream().map(Violation::line).toList());
    }
}
