package dev.noticeboard.flags.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cat}, {@code substr}, {@code in}, and flagd's {@code starts_with} and {@code ends_with}. */
final class Texts {
    private Texts() {}

    static Rule cat(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Object unwrapped = compiler.unwrapped(arguments);
        if (!(unwrapped instanceof List<?> list)) {
            Rule rule = compiler.rule(unwrapped);
            return frame -> {
                Object value = rule.value(frame);
                if (value == null) {
                    throw RuleException.arguments(operator);
                }
                return value instanceof List<?> parts ? joined(parts) : Values.text(value);
            };
        }
        Rule[] parts = compiler.rules(list);
        boolean skipsNulls = compiler.interpreted();
        return frame -> {
            StringBuilder text = new StringBuilder();
            for (Rule part : parts) {
                Object value = part.value(frame);
                if (value != null || !skipsNulls) {
                    text.append(Values.text(value));
                }
            }
            return text.toString();
        };
    }

    private static String joined(List<?> parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (part != null) {
                text.append(Values.text(part));
            }
        }
        return text.toString();
    }

    /** {@code [text, from, length]}; a negative start counts from the end, a negative length leaves off so many. */
    static Rule substr(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments all = compiler.arguments(arguments);
        return frame -> {
            List<?> list = all.values(frame);
            if (list.isEmpty() || !(list.get(0) instanceof String text)) {
                throw RuleException.arguments(operator);
            }
            double from = list.size() > 1 ? whole(list.get(1)) : 0;
            double start = from < 0 ? Math.max(0, text.length() + from) : Math.min(from, text.length());
            String rest = text.substring((int) start);
            if (list.size() < 3) {
                return rest;
            }
            double length = whole(list.get(2));
            double end = length < 0 ? rest.length() + length : Math.min(length, rest.length());
            return rest.substring(0, (int) Math.max(0, end));
        };
    }

    /** ECMA-262's ToIntegerOrInfinity. */
    private static double whole(@Nullable Object value) {
        double number = Values.number(value);
        return Double.isNaN(number) ? 0 : number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    /** Whether a list holds a value of the same type, or a text another. */
    static Rule in(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (!(arguments instanceof List<?> list)) {
            RuleCompiler.Arguments both = compiler.arguments(arguments);
            return frame -> {
                List<?> values = both.values(frame);
                Object sought = values.isEmpty() ? Values.UNDEFINED : values.get(0);
                return contains(operator, values.size() > 1 ? values.get(1) : null, sought);
            };
        }
        Rule[] rules = compiler.rules(list);
        Rule sought = rules.length > 0 ? rules[0] : new Rule.Constant(Values.UNDEFINED);
        Rule where = rules.length > 1 ? rules[1] : new Rule.Constant(null);
        return frame -> {
            Object all = where.value(frame);
            return contains(operator, all, sought.value(frame));
        };
    }

    private static boolean contains(String operator, @Nullable Object where, @Nullable Object sought) {
        if (Values.falsy(where)) {
            return false;
        }
        if (where instanceof String text) {
            return text.contains(Values.text(sought));
        }
        if (!(where instanceof List<?> list)) {
            throw RuleException.arguments(operator);
        }
        for (Object element : list) {
            if (Values.same(element, sought)) {
                return true;
            }
        }
        return false;
    }

    /** {@code starts_with} and {@code ends_with}: null, which chooses the default variant, unless there are two texts. */
    static Rule compare(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments both = compiler.arguments(arguments);
        boolean start = operator.equals("starts_with");
        return frame -> {
            List<?> list = both.values(frame);
            if (list.size() != 2 || !(list.get(0) instanceof String text) || !(list.get(1) instanceof String part)) {
                return null;
            }
            return start ? text.startsWith(part) : text.endsWith(part);
        };
    }
}
