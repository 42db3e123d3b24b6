package dev.noticeboard.flags.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code +}, {@code -}, {@code *}, {@code /}, {@code %}, {@code max} and {@code min}, on doubles. What is no number is a fault. */
final class Arithmetic {
    private Arithmetic() {}

    static Rule sum(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (arguments instanceof List<?> list) {
            return folded(operands(compiler, operator, list), operator, 0, Double::sum);
        }
        Rule rule = compiler.rule(arguments);
        return frame -> {
            Object value = rule.value(frame);
            frame.last = value;
            if (!(value instanceof List<?> list)) {
                return Values.strictNumber(value, operator);
            }
            double sum = 0;
            for (Object element : list) {
                sum += loose(element, operator);
            }
            return sum;
        };
    }

    static Rule difference(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (arguments instanceof List<?> list) {
            if (list.isEmpty()) {
                throw RuleException.arguments(operator);
            }
            if (list.size() == 1) {
                Rule only = operands(compiler, operator, list)[0];
                return frame -> -Values.strictNumber(only.value(frame), operator);
            }
            return folded(operands(compiler, operator, list), operator, Double.NaN, (a, b) -> a - b);
        }
        Rule rule = compiler.rule(arguments);
        return frame -> {
            Object value = rule.value(frame);
            frame.last = value;
            if (!(value instanceof List<?> list)) {
                return -Values.strictNumber(value, operator);
            }
            return list.size() == 1
                    ? (Object) (-loose(list.get(0), operator))
                    : reduced(list, operator, (a, b) -> a - b);
        };
    }

    static Rule product(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        DoubleBinaryOperator times = (a, b) -> a * b;
        if (arguments instanceof List<?> list) {
            return folded(operands(compiler, operator, list), operator, 1, times);
        }
        Rule rule = compiler.rule(arguments);
        return frame -> {
            if (!(rule.value(frame) instanceof List<?> list)) {
                throw RuleException.arguments(operator);
            }
            List<Object> withOne = new ArrayList<>(list);
            withOne.add(0, 1.0);
            return reduced(withOne, operator, times);
        };
    }

    static Rule quotient(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        boolean finite = compiler.interpreted();
        DoubleBinaryOperator by = (a, b) -> {
            double quotient = b == 0 ? Double.NaN : a / b;
            if (Double.isNaN(quotient) || (finite && quotient == Double.POSITIVE_INFINITY)) {
                throw RuleException.notNumber(operator);
            }
            return quotient;
        };
        if (arguments instanceof List<?> list) {
            if (list.isEmpty()) {
                throw RuleException.arguments(operator);
            }
            List<Object> operands = new ArrayList<>(list);
            if (list.size() == 1) {
                operands.add(0, 1.0);
            }
            Rule[] rules = operands(compiler, operator, operands);
            for (int i = 1; i < rules.length; i++) {
                if (!finite && rules[i] instanceof Rule.Constant c && isZero(c.value())) {
                    throw RuleException.notNumber(operator);
                }
            }
            return folded(rules, operator, Double.NaN, by);
        }
        Rule rule = compiler.rule(arguments);
        return frame -> {
            if (!(rule.value(frame) instanceof List<?> list) || list.isEmpty()) {
                throw RuleException.arguments(operator);
            }
            List<Object> operands = new ArrayList<>(list);
            if (list.size() == 1) {
                operands.add(0, 1.0);
            }
            frame.last = list;
            return reduced(operands, operator, by);
        };
    }

    /** A zero that is seen before it is divided by; a null or false is not. */
    private static boolean isZero(@Nullable Object value) {
        return (value instanceof Number || value instanceof String) && Values.number(value) == 0;
    }

    static Rule remainder(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        DoubleBinaryOperator rest = (a, b) -> a % b;
        if (arguments instanceof List<?> list) {
            if (list.size() < 2) {
                throw RuleException.arguments(operator);
            }
            return folded(operands(compiler, operator, list), operator, Double.NaN, rest);
        }
        Rule rule = compiler.rule(arguments);
        return frame -> {
            if (!(rule.value(frame) instanceof List<?> list) || list.size() < 2) {
                throw RuleException.arguments(operator);
            }
            return reduced(list, operator, rest);
        };
    }

    /** {@code max} and {@code min}: of numbers only, at least one. */
    static Rule extreme(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        RuleCompiler.Arguments operands = compiler.arguments(arguments);
        DoubleBinaryOperator better = operator.equals("max") ? Math::max : Math::min;
        return frame -> {
            List<?> list = operands.values(frame);
            if (list.isEmpty() || !list.stream().allMatch(Number.class::isInstance)) {
                throw RuleException.arguments(operator);
            }
            double best = Values.number(list.get(0));
            for (Object element : list) {
                best = better.applyAsDouble(best, Values.number(element));
            }
            return best;
        };
    }

    /** The operands' rules; constants that are no numbers are refused at once, but for lists that were worked out. */
    private static Rule[] operands(RuleCompiler compiler, String operator, List<?> list) {
        Rule[] rules = compiler.rules(list);
        if (!compiler.interpreted()) {
            for (int i = 0; i < rules.length; i++) {
                if (rules[i] instanceof Rule.Constant c
                        && (list.get(i) instanceof List || !Values.isObject(c.value()))) {
                    Values.strictNumber(c.value(), operator);
                }
            }
        }
        return rules;
    }

    /** @param start NaN to start with the first operand */
    private static Rule folded(Rule[] rules, String operator, double start, DoubleBinaryOperator step) {
        return frame -> {
            double result = start;
            boolean first = Double.isNaN(start);
            for (Rule rule : rules) {
                double operand = loose(rule.value(frame), operator);
                result = first ? operand : step.applyAsDouble(result, operand);
                first = false;
            }
            if (Double.isNaN(result)) {
                throw RuleException.notNumber(operator);
            }
            return result;
        };
    }

    /** A number, or NaN for a text that is none; lists and maps are refused. */
    private static double loose(@Nullable Object value, String operator) {
        if (Values.isObject(value)) {
            throw RuleException.notNumber(operator);
        }
        return Values.number(value);
    }

    private static double reduced(List<?> list, String operator, DoubleBinaryOperator step) {
        double result = loose(list.get(0), operator);
        for (int i = 1; i < list.size(); i++) {
            if (i > 1 && Double.isNaN(result)) {
                throw RuleException.notNumber(operator);
            }
            result = step.applyAsDouble(result, loose(list.get(i), operator));
        }
        return result;
    }
}
