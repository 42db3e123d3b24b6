package dev.noticeboard.openfeature;

import dev.noticeboard.flags.FlagContext;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenFeature's context as rules read it: nothing is converted but what they ask for. A moment is its ISO 8601 text. */
record ContextAdapter(EvaluationContext context) implements FlagContext {
    @Override
    public @Nullable Object get(String attribute) {
        String key = attribute.equals(TARGETING_KEY) ? context.getTargetingKey() : null;
        return key != null ? key : plain(context.getValue(attribute));
    }

    @Override
    public boolean has(String attribute) {
        return context.getValue(attribute) != null
                || context.keySet().contains(attribute)
                || (attribute.equals(TARGETING_KEY) && context.getTargetingKey() != null);
    }

    private static @Nullable Object plain(@Nullable Value value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isStructure()) {
            return plain(value.asStructure());
        }
        if (value.isList()) {
            List<@Nullable Object> list = new ArrayList<>();
            value.asList().forEach(v -> list.add(plain(v)));
            return list;
        }
        return value.isInstant() ? value.asInstant().toString() : value.asObject();
    }

    private static Map<String, @Nullable Object> plain(Structure structure) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        structure.asUnmodifiableMap().forEach((key, value) -> map.put(key, plain(value)));
        return map;
    }
}
