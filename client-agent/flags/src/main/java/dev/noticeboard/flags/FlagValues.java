package dev.noticeboard.flags;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON as variants and contexts have it. */
public final class FlagValues {
    /** Below it a double holds every whole number exactly: 2 to the 53rd. */
    private static final double EXACT = 1L << 53;

    private FlagValues() {}

    /**
     * A value as plain Java: {@code Boolean}, {@code String}, {@code Long} for a whole number of 64 bits, {@code Double} for any other, an
     * unmodifiable {@code List} or {@code Map}, or null.
     *
     * @throws IllegalArgumentException if a number is beyond the range of a double; the message names no value
     */
    public static @Nullable Object of(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(of(element)));
            return Collections.unmodifiableList(list);
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return number(node);
        }
        return node.isString() ? node.stringValue() : node.isBoolean() ? (Object) node.booleanValue() : null;
    }

    /** The fields of an object, as {@link #of(JsonNode)} has them. */
    public static Map<String, @Nullable Object> object(JsonNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
        return Collections.unmodifiableMap(map);
    }

    /** A number of a rule, which is a double, as people and providers write it: 10 rather than 10.0. All else is given back. */
    public static @Nullable Object written(@Nullable Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < EXACT
                ? (Object) number.longValue()
                : value;
    }

    /**
     * A number as a double.
     *
     * @throws IllegalArgumentException if it is beyond the range of one
     */
    public static double number(JsonNode node) {
        double number = node.decimalValue().doubleValue();
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException("a number is beyond the range of a double (IEEE 754)");
        }
        return number;
    }
}
