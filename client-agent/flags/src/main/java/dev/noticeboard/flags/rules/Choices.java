package dev.noticeboard.flags.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code if}, {@code or}, {@code and}, {@code !} and {@code !!}. */
final class Choices {
    private Choices() {}

    static Rule ifThenElse(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (!(arguments instanceof List<?> list)) {
            return frame -> {
                throw RuleException.arguments(operator);
            };
        }
        if (list.isEmpty()) {
            return new Rule.Constant(null);
        }
        // Three arguments are compiled as one wherever they stand; more or fewer are interpreted branch by branch.
        Rule[] rules = compiler.interpreted()
                ? (list.size() == 3 ? compiler.rules(list) : compiler.branches(list))
                : (list.size() > 2
                        ? compiler.rules(list)
                        : list.stream().map(RuleCompiler::interpretedBranch).toArray(Rule[]::new));
        if (rules.length == 1) {
            return rules[0];
        }
        return frame -> {
            int i = 0;
            for (; i + 1 < rules.length; i += 2) {
                if (Values.truthy(rules[i].value(frame))) {
                    return rules[i + 1].value(frame);
                }
            }
            return i < rules.length ? rules[i].value(frame) : null;
        };
    }

    static Rule or(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        return untilTruthIs(true, compiler, operator, arguments);
    }

    static Rule and(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        return untilTruthIs(false, compiler, operator, arguments);
    }

    /** The first value of this truth, or else the last. */
    private static Rule untilTruthIs(
            boolean wanted, RuleCompiler compiler, String operator, @Nullable Object arguments) {
        if (!(arguments instanceof List<?> list)) {
            return frame -> {
                throw RuleException.arguments(operator);
            };
        }
        Rule[] rules = compiler.branches(list);
        return frame -> {
            Object value = null;
            for (Rule rule : rules) {
                value = rule.value(frame);
                frame.last = value;
                if (Values.truthy(value) == wanted) {
                    return value;
                }
            }
            return value;
        };
    }

    static Rule not(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Rule truth = isTrue(compiler, operator, arguments);
        return frame -> !Boolean.TRUE.equals(truth.value(frame));
    }

    static Rule isTrue(RuleCompiler compiler, String operator, @Nullable Object arguments) {
        Object unwrapped = compiler.unwrapped(arguments);
        if (unwrapped instanceof List<?> list) {
            Rule rule = compiler.rule(list.isEmpty() ? null : list.get(0));
            if (list.size() > 1) {
                compiler.rules(list);
            }
            return frame -> Values.truthy(rule.value(frame));
        }
        Rule rule = compiler.rule(unwrapped);
        boolean looksInside = compiler.interpreted();
        return frame -> {
            Object value = rule.value(frame);
            return Values.truthy(
                    looksInside && value instanceof List<?> list ? (list.isEmpty() ? null : list.get(0)) : value);
        };
    }
}
