package dev.noticeboard.openfeature;

import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flag's object as OpenFeature has it, made anew each time: who alters a list in it alters his own. */
final class ObjectValues {
    /** @param value a map, a list, a boolean, a string, a {@code Long}, a {@code Double} or null */
    static Value of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Value> values = new LinkedHashMap<>();
            map.forEach((key, inner) -> values.put(String.valueOf(key), of(inner)));
            return new Value(new ImmutableStructure(values));
        }
        if (value instanceof List<?> list) {
            List<Value> values = new ArrayList<>();
            list.forEach(inner -> values.add(of(inner)));
            return new Value(values);
        }
        return value instanceof Long whole ? of(whole.longValue()) : Value.objectToValue(value);
    }

    /**
     * The SDK's own conversions ({@code asObjectMap}) know integers of 32 bits and doubles only, so that larger ones are doubles as
     * long as no digit is lost.
     */
    private static Value of(long whole) {
        if (whole == (int) whole) {
            return new Value((int) whole);
        }
        return (long) (double) whole == whole && whole != Long.MAX_VALUE ? new Value((double) whole) : new Value(whole);
    }

    private ObjectValues() {}
}
