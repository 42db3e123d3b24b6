package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads of parameters by full name. A name that is not there is empty; a value that is not of the kind asked for is a
 * {@link ValueFormatException}, which names the parameter and never quotes the value. Thread-safe; never blocks.
 */
public interface ParameterReads {

    /** The value with its version and types. */
    Optional<Value> find(String name);

    /** The value's text. */
    default Optional<String> get(String name) {
        return find(name).map(Value::text);
    }

    /** The value as a whole number of 32 bits. @throws ValueFormatException if it is none */
    default Optional<Integer> getInteger(String name) {
        return getAs(name, "a whole number from -2147483648 to 2147483647", Integer::valueOf);
    }

    /** The value as a whole number of 64 bits. @throws ValueFormatException if it is none */
    default Optional<Long> getLong(String name) {
        return getAs(name, "a whole number of 64 bits", Long::valueOf);
    }

    /** The value as a finite IEEE 754 double. @throws ValueFormatException if it is none */
    default Optional<Double> getDouble(String name) {
        return getAs(name, "a finite number", text -> {
            double number = Double.parseDouble(text);
            if (!Double.isFinite(number)) {
                throw new NumberFormatException();
            }
            return number;
        });
    }

    /** The value {@code true} or {@code false}, in lower case as JSON writes it. @throws ValueFormatException if it is neither */
    default Optional<Boolean> getBoolean(String name) {
        return getAs(name, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** The values between the commas, as Parameter Store's {@code StringList} has them. */
    default Optional<List<String>> getList(String name) {
        return get(name).map(text -> List.of(text.split(",", -1)));
    }

    /** The value as a JSON tree (RFC 8259). @throws ValueFormatException if it is no JSON */
    default Optional<JsonNode> getJson(String name) {
        return getAs(name, "JSON", Json::tree);
    }

    /** The value as a record or bean, unknown fields left out. @throws ValueFormatException if it does not fit */
    default <T> Optional<T> getJson(String name, Class<T> type) {
        return getAs(name, "JSON for " + type.getSimpleName(), text -> Json.readTolerant(text, type));
    }

    /**
     * The value as what a function makes of its text.
     *
     * @param kind what the text must be, for the error: "an ISO 8601 duration"
     * @param parser throws on other texts, whatever it likes; its exception is not shown, since it may quote the value
     * @throws ValueFormatException if the parser threw, or answered null
     */
    default <T> Optional<T> getAs(String name, String kind, Function<String, T> parser) {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (RuntimeException e) {
            // The cause may quote the value, so it stays behind.
            throw new ValueFormatException(name, kind);
        }
    }
}
