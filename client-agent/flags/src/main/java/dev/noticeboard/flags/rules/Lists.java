package dev.noticeboard.flags.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code merge}, and those that walk through a list: {@code map}, {@code filter}, {@code all}, {@code some}, {@code none}, {@code reduce}. */
final class Lists {
    private Lists() {}

    static Rule merge(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments parts = compiler.arguments(arguments);
        return frame -> {
            List<Object> merged = new ArrayList<>();
            for (Object part : parts.values(frame)) {
                if (part instanceof List<?> list) {
                    merged.addAll(list);
                } else {
                    merged.add(part);
                }
            }
            return merged;
        };
    }

    /** The list to walk through and what to do with each element. */
    private record Walk(Rule list, Rule element, String operator) {
        static Walk of(RuleCompiler compiler, String operator, @Nullable Object arguments) {
            if (!(arguments instanceof List<?> both)) {
                throw RuleException.arguments(operator);
            }
            return new Walk(
                    compiler.branch(both.isEmpty() ? null : both.get(0)),
                    compiler.branch(both.size() > 1 ? both.get(1) : null),
                    operator);
        }

        /** The elements; a falsy value counts as an empty list. */
        List<?> elements(Frame frame) {
            return elements(list.value(frame));
        }

        List<?> elements(@Nullable Object value) {
            if (Values.falsy(value)) {
                return List.of();
            }
            if (!(value instanceof List<?> elements)) {
                throw RuleException.arguments(operator);
            }
            return elements;
        }

        boolean holds(Frame frame, List<?> elements, int i) {
            return Values.truthy(element.value(frame.element(elements.get(i), i)));
        }
    }

    static Rule map(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Walk walk = Walk.of(compiler, operator, arguments);
        return frame -> {
            List<?> elements = walk.elements(frame);
            List<Object> mapped = new ArrayList<>(elements.size());
            for (int i = 0; i < elements.size(); i++) {
                mapped.add(walk.element().value(frame.element(elements.get(i), i)));
            }
            return mapped;
        };
    }

    static Rule filter(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Walk walk = Walk.of(compiler, operator, arguments);
        if (compiler.interpreted() && arguments instanceof List<?> both && both.size() == 2) {
            // Looked at before any element is: what is wrong in it is wrong of an empty list too.
            compiler.rule(both.get(1));
        }
        if (compiler.interpreted() && walk.element() instanceof Rule.Constant same) {
            return Values.truthy(same.value()) ? walk.list() : new Rule.Constant(List.of());
        }
        return frame -> {
            List<?> elements = walk.elements(frame);
            List<Object> kept = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                if (walk.holds(frame, elements, i)) {
                    kept.add(elements.get(i));
                }
            }
            return kept;
        };
    }

    /** Of an empty list it is false; of no list at all it is true, unless it is interpreted (the yardstick's manner). */
    static Rule all(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Walk walk = Walk.of(compiler, operator, arguments);
        boolean falseOfNothing = compiler.interpreted();
        return frame -> {
            Object value = walk.list().value(frame);
            frame.last = value;
            List<?> elements = walk.elements(value);
            if (elements.isEmpty()) {
                return !falseOfNothing && !(value instanceof Collection);
            }
            for (int i = 0; i < elements.size(); i++) {
                if (!walk.holds(frame, elements, i)) {
                    return false;
                }
            }
            return true;
        };
    }

    static Rule some(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Walk walk = Walk.of(compiler, operator, arguments);
        return frame -> {
            List<?> elements = walk.elements(frame);
            for (int i = 0; i < elements.size(); i++) {
                if (walk.holds(frame, elements, i)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Rule none(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Rule some = some(compiler, operator, arguments);
        return frame -> !Boolean.TRUE.equals(some.value(frame));
    }

    /** {@code [list, rule over current and accumulator, start]}. Without a start the first element is it. */
    static Rule reduce(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Walk walk = Walk.of(compiler, operator, arguments);
        List<?> list = (List<?>) java.util.Objects.requireNonNull(arguments);
        Rule start = list.size() > 2 ? compiler.branch(list.get(2)) : null;
        return frame -> {
            List<?> elements = walk.elements(frame);
            if (start == null && elements.isEmpty()) {
                throw RuleException.arguments(operator);
            }
            Object result = start == null ? elements.get(0) : flat(start.value(frame), operator);
            for (int i = start == null ? 1 : 0; i < elements.size(); i++) {
                Map<String, Object> step = new HashMap<>();
                step.put("accumulator", result);
                step.put("current", elements.get(i));
                result = flat(walk.element().value(frame.element(step, i)), operator);
            }
            return result;
        };
    }

    /** What is accumulated may be a list or map, but not one of lists or maps: it could grow with every step. */
    private static @Nullable Object flat(@Nullable Object value, String operator) {
        Collection<?> inner =
                value instanceof List<?> list ? list : value instanceof Map<?, ?> map ? map.values() : List.of();
        for (Object element : inner) {
            if (Values.isObject(element)) {
                throw new RuleException(operator + " must not accumulate lists of lists");
            }
        }
        return value;
    }
}
