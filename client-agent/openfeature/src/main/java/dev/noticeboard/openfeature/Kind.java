package dev.noticeboard.openfeature;

import dev.openfeature.sdk.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for, and which values of flags are that. Numbers are taken where nothing is lost: whole ones as integers, in
 * whichever way they are written, and any as a double.
 *
 * @param name with its article, for messages
 */
record Kind<T>(String name, Class<T> type, Conversion<T> conversion) {
    static final Kind<Boolean> BOOLEAN = new Kind<>("a boolean", Boolean.class, v -> v instanceof Boolean b ? b : null);
    static final Kind<String> STRING = new Kind<>("a string", String.class, v -> v instanceof String s ? s : null);
    static final Kind<Integer> INTEGER = new Kind<>("an integer of 32 bits", Integer.class, Kind::integer);
    static final Kind<Long> LONG = new Kind<>("an integer of 64 bits", Long.class, Kind::whole);
    static final Kind<Double> DOUBLE =
            new Kind<>("a double", Double.class, v -> v instanceof Number n ? (Double) n.doubleValue() : null);
    static final Kind<Value> OBJECT =
            new Kind<>("an object", Value.class, v -> v instanceof Map ? ObjectValues.of(v) : null);

    /** The first double above all longs. */
    private static final double BEYOND_LONG = 0x1p63;

    /** Converts a value, or answers null where it is of another kind. */
    @FunctionalInterface
    interface Conversion<T> {
        @Nullable T convert(Object value);
    }

    @Nullable T of(Object value) {
        return conversion.convert(value);
    }

    /** Why a value is not of this kind; names no value. */
    String mismatch(String flag, String variant, Object value) {
        return "flag " + flag + ": asked for as " + name + ", but its variant " + variant + " is " + is(value)
                + ". Ask for what it is, or correct the variant.";
    }

    private String is(Object value) {
        if (value instanceof Number) {
            return type == Integer.class || type == Long.class ? "a number that is not whole or too large" : "a number";
        }
        if (value instanceof Boolean) {
            return BOOLEAN.name;
        }
        return value instanceof String ? STRING.name : value instanceof List ? "a list" : OBJECT.name;
    }

    private static @Nullable Integer integer(Object value) {
        Long whole = whole(value);
        return whole == null || whole != whole.intValue() ? null : (Integer) whole.intValue();
    }

    private static @Nullable Long whole(Object value) {
        if (value instanceof Long l) {
            return l;
        }
        if (value instanceof Double d && d == Math.rint(d) && d >= -BEYOND_LONG && d < BEYOND_LONG) {
            return d.longValue();
        }
        return null;
    }
}
