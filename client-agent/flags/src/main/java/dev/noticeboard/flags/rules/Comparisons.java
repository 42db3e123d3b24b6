package dev.noticeboard.flags.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons. Two texts compare as texts, all else as numbers, and what is no number is a fault rather than false; a
 * null equals zero and nothing else. {@code ===} and {@code !==} look at the type first and fault nothing.
 *
 * <p>Which operand is checked is a peculiarity that we share with the yardstick (see {@link RuleCompiler}): its compiled rules keep
 * the left operand in a variable that working out the right operand may overwrite, so where the right one is looked up, it is checked
 * against itself. {@link Frame#last} is that variable. It shows only where types are mixed up.
 */
final class Comparisons {
    private Comparisons() {}

    static Rule compile(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (!(arguments instanceof List<?> list) || list.size() < 2) {
            return frame -> {
                throw RuleException.arguments(operator);
            };
        }
        boolean strict = operator.length() == 3;
        boolean together = !compiler.interpreted() || list.size() <= 3;
        Rule[] rules = together ? compiler.rules(list) : compiler.branches(list);
        if (compiler.interpreted()) {
            if (together && RuleCompiler.constant(rules)) {
                return new Rule.Constant(interpreted(Frame.constant(), operator, strict, rules));
            }
            return frame -> interpreted(frame, operator, strict, rules);
        }
        if (rules.length == 2) {
            Rule left = rules[0];
            Rule right = rules[1];
            return frame -> {
                Object a = left.value(frame);
                frame.last = a;
                Object b = right.value(frame);
                return holds(operator, a, strict ? b : checked(b, frame.last, operator));
            };
        }
        return frame -> chain(frame, operator, strict, rules);
    }

    private static boolean chain(Frame frame, String operator, boolean strict, Rule... rules) {
        Object a = rules[0].value(frame);
        frame.last = a;
        for (int i = 1; i < rules.length; i++) {
            Object value = rules[i].value(frame);
            Object b = strict ? value : checked(value, frame.last, operator);
            frame.last = b;
            if (!holds(operator, a, b)) {
                return false;
            }
            a = b;
        }
        return true;
    }

    private static boolean interpreted(Frame frame, String operator, boolean strict, Rule... rules) {
        Object a = rules[0].value(frame);
        for (int i = 1; i < rules.length; i++) {
            Object b = rules[i].value(frame);
            if (strict || (isText(a) && isText(b))) {
                if (!holds(operator, a, b)) {
                    return false;
                }
            } else {
                double x = Values.strictNumber(a, operator);
                double y = a == null && !Values.isObject(b) ? Values.number(b) : Values.strictNumber(b, operator);
                if (!holds(operator, x, y)) {
                    return false;
                }
            }
            a = b;
        }
        return true;
    }

    private static @Nullable Object checked(@Nullable Object b, @Nullable Object a, String operator) {
        if (isText(a) && isText(b)) {
            return b;
        }
        if (a != null || Values.isObject(b)) {
            Values.strictNumber(b, operator);
        }
        Values.strictNumber(a, operator);
        if (a == null && Values.falsy(b)) {
            return null;
        }
        return b == null && Values.falsy(a) ? (Object) 0.0 : b;
    }

    private static boolean isText(@Nullable Object value) {
        return value == null || value instanceof String;
    }

    private static boolean holds(String operator, @Nullable Object a, @Nullable Object b) {
        return switch (operator) {
            case "==" -> Values.like(a, b);
            case "!=" -> !Values.like(a, b);
            case "===" -> Values.same(a, b);
            case "!==" -> !Values.same(a, b);
            default -> ordered(operator, a, b);
        };
    }

    private static boolean ordered(String operator, @Nullable Object a, @Nullable Object b) {
        Object x = Values.isObject(a) ? Values.text(a) : a;
        Object y = Values.isObject(b) ? Values.text(b) : b;
        double difference;
        if (x instanceof String s && y instanceof String t) {
            difference = s.compareTo(t);
        } else {
            double left = Values.number(x);
            double right = Values.number(y);
            difference = left == right ? 0 : left < right ? -1 : left > right ? 1 : Double.NaN;
        }
        return switch (operator) {
            case "<" -> difference < 0;
            case "<=" -> difference <= 0;
            case ">" -> difference > 0;
            default -> difference >= 0;
        };
    }
}
