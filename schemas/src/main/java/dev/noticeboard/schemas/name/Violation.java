package dev.noticeboard.schemas.name;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with an input: which field, which rule, and what to do about it. Never holds a parameter's value.
 *
 * @param field where in the input, e.g. {@code changes[2].value}, or a parameter's name
 * @param rule the rule's short name, e.g. {@code name-grammar} or a JSON Schema keyword
 * @param message what is wrong, for a person
 * @param remedy what would be right, for a person
 * @param parameter the parameter that it is about, if it is about one
 * @param place where inside the value, as a JSON Pointer (RFC 6901), if the value has an inside
 * @param schema the prefix whose schema said so and the place in it, if a schema did
 */
public record Violation(
        String field,
        String rule,
        String message,
        String remedy,
        @Nullable String parameter,
        @Nullable String place,
        @Nullable String schema) {

    /** A violation that no schema and no inner place belongs to. */
    public static Violation of(String field, String rule, String message, String remedy) {
        return new Violation(field, rule, message, remedy, null, null, null);
    }

    /** The same violation, told of another field. */
    public Violation at(String otherField) {
        return new Violation(otherField, rule, message, remedy, parameter, place, schema);
    }

    /** One line for a terminal or an exception. */
    public String line() {
        return field + ": " + message + " (" + rule + "). " + remedy;
    }
}
