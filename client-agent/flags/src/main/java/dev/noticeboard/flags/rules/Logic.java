package dev.noticeboard.flags.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rules as plain values, with every {@code {"$ref": name}} replaced by the evaluator of that name. Evaluators are shared, not copied.
 * Confined to one thread.
 */
public final class Logic {
    /** The largest rule, counted in values after references are replaced, so that evaluators cannot multiply. Our own bound. */
    public static final int LARGEST = 10_000;

    private static final String REF = "$ref";

    private final JsonNode evaluators;
    private final Map<String, Sized> resolved = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private record Sized(@Nullable Object value, int size) {}

    /**
     * For the rules of one document.
     *
     * @param evaluators its {@code $evaluators}; may be missing
     */
    public Logic(JsonNode evaluators) {
        this.evaluators = evaluators;
    }

    /**
     * A rule as plain values.
     *
     * @throws RuleException if a reference names nothing or leads back to itself, or the rule is too large
     */
    public @Nullable Object of(JsonNode rule) {
        return sized(rule).value();
    }

    private Sized sized(JsonNode node) {
        if (node.isObject()) {
            if (node.size() == 1 && node.path(REF).isString()) {
                return reference(node.path(REF).asString());
            }
            Map<String, Object> map = new LinkedHashMap<>();
            int size = 1;
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                Sized value = sized(entry.getValue());
                map.put(entry.getKey(), value.value());
                size = added(size, value.size());
            }
            return new Sized(Collections.unmodifiableMap(map), size);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            int size = 1;
            for (JsonNode element : node) {
                Sized value = sized(element);
                list.add(value.value());
                size = added(size, value.size());
            }
            return new Sized(Collections.unmodifiableList(list), size);
        }
        return new Sized(scalar(node), 1);
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isString() ? node.asString() : node.isBoolean() ? (Object) node.asBoolean() : null;
    }

    private static int added(int size, int more) {
        if (size + more > LARGEST) {
            throw new RuleException("the rule holds more than " + LARGEST + " values once its references are replaced");
        }
        return size + more;
    }

    private Sized reference(String name) {
        Sized known = resolved.get(name);
        if (known != null) {
            return known;
        }
        JsonNode evaluator = evaluators.path(name);
        if (evaluator.isMissingNode()) {
            throw new RuleException("there is no evaluator " + name);
        }
        if (!open.add(name)) {
            throw new RuleException("evaluators refer to themselves: " + String.join(", ", open));
        }
        Sized made = sized(evaluator);
        open.remove(name);
        resolved.put(name, made);
        return made;
    }
}
