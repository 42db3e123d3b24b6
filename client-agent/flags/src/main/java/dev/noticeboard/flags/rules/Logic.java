package dev.noticeboard.flags.rules;

import dev.noticeboard.flags.FlagValues;
import dev.noticeboard.schemas.flags.FlagCheck;
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
    private static final String REF = "$ref";

    private final JsonNode evaluators;
    private final Map<String, Sized> resolved = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private record Sized(@Nullable Object value, int size, int levels) {}

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
     * @throws RuleException if a reference names nothing or leads back to itself, the rule is too large, or a number is beyond the range of
     *     a double
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
            Sized sum = new Sized(map, 1, 1);
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                Sized value = sized(entry.getValue());
                map.put(entry.getKey(), value.value());
                sum = with(sum, value);
            }
            return new Sized(Collections.unmodifiableMap(map), sum.size(), sum.levels());
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            Sized sum = new Sized(list, 1, 1);
            for (JsonNode element : node) {
                Sized value = sized(element);
                list.add(value.value());
                sum = with(sum, value);
            }
            return new Sized(Collections.unmodifiableList(list), sum.size(), sum.levels());
        }
        return new Sized(scalar(node), 1, 1);
    }

    private static Sized with(Sized sum, Sized part) {
        int size = sum.size() + part.size();
        int levels = Math.max(sum.levels(), part.levels() + 1);
        if (size > FlagCheck.NODES || levels > FlagCheck.LEVELS) {
            throw new RuleException("the rule holds more than " + FlagCheck.NODES + " values or " + FlagCheck.LEVELS
                    + " levels once its references are replaced");
        }
        return new Sized(sum.value(), size, levels);
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isNumber()) {
            try {
                return FlagValues.number(node);
            } catch (IllegalArgumentException e) {
                throw new RuleException(String.valueOf(e.getMessage()));
            }
        }
        return node.isString() ? node.asString() : node.isBoolean() ? (Object) node.asBoolean() : null;
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
        try {
            Sized made = sized(evaluator);
            resolved.put(name, made);
            return made;
        } finally {
            open.remove(name);
        }
    }
}
