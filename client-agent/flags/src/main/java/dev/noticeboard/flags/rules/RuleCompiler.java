package dev.noticeboard.flags.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns JsonLogic into closures. The yardstick is the evaluator that flagd's own JavaScript provider uses (json-logic-engine 5, which
 * npm's {@code @openfeature/flagd-core} 4 brings); a differential test holds us to it. Three of its manners shape this class:
 *
 * <ul>
 *   <li>Parts that need no context are worked out while the rule is compiled, so their faults are faults of the definition.
 *   <li>Those parts, and what stands in an {@code if} of one or two arguments, are <em>interpreted</em>: a few operators then see nulls
 *       and lists a little differently. Each such place asks {@link #interpreted}.
 *   <li>An interpreted branch is compiled when it is reached, so its faults are faults of the evaluation.
 * </ul>
 *
 * <p>Immutable.
 */
public final class RuleCompiler {
    private static final RuleCompiler COMPILING = new RuleCompiler(false);
    private static final RuleCompiler INTERPRETING = new RuleCompiler(true);

    private final boolean interpreted;

    private RuleCompiler(boolean interpreted) {
        this.interpreted = interpreted;
    }

    /**
     * Compiles a rule of plain values ({@link Logic}).
     *
     * @throws RuleException if it is wrong in itself
     */
    public static Rule compile(@Nullable Object logic) {
        return COMPILING.rule(logic);
    }

    boolean interpreted() {
        return interpreted;
    }

    Rule rule(@Nullable Object logic) {
        if (logic instanceof List<?> list) {
            return list(list);
        }
        if (!(logic instanceof Map<?, ?> map) || map.isEmpty()) {
            return new Rule.Constant(logic);
        }
        String operator = (String) map.keySet().iterator().next();
        if (map.size() > 1 || !Operators.known(operator)) {
            throw new RuleException("there is no operator " + operator
                    + (map.size() > 1 ? ": an object of a rule has one key, the operator" : ""));
        }
        if (Determinism.holds(logic, false)) {
            return new Rule.Constant(
                    INTERPRETING.operation(operator, map.get(operator)).value(Frame.constant()));
        }
        return operation(operator, map.get(operator));
    }

    private Rule operation(String operator, @Nullable Object arguments) {
        boolean single = !(arguments instanceof List) && !(arguments instanceof Map<?, ?> map && !map.isEmpty());
        Object wrapped = single && !Operators.lazy(operator) ? one(arguments) : arguments;
        return Operators.compile(this, operator, wrapped);
    }

    /** Where it is interpreted, a list of one argument is that argument to some operators, unless it is a list in turn. */
    @Nullable Object unwrapped(@Nullable Object arguments) {
        boolean unary =
                interpreted && arguments instanceof List<?> list && list.size() == 1 && !(list.get(0) instanceof List);
        return unary && arguments instanceof List<?> list ? list.get(0) : arguments;
    }

    private static List<Object> one(@Nullable Object value) {
        List<Object> list = new ArrayList<>(1);
        list.add(value);
        return list;
    }

    /** A list of rules, worth the list of what they are worth. */
    private Rule list(List<?> logic) {
        Rule[] rules = rules(logic);
        if (constant(rules)) {
            List<Object> values = new ArrayList<>(rules.length);
            for (Rule rule : rules) {
                values.add(((Rule.Constant) rule).value());
            }
            return new Rule.Constant(values);
        }
        return frame -> {
            List<Object> values = new ArrayList<>(rules.length);
            for (Rule rule : rules) {
                values.add(rule.value(frame));
            }
            return values;
        };
    }

    static boolean constant(Rule... rules) {
        for (Rule rule : rules) {
            if (!(rule instanceof Rule.Constant)) {
                return false;
            }
        }
        return true;
    }

    Rule[] rules(List<?> logic) {
        return logic.stream().map(this::rule).toArray(Rule[]::new);
    }

    /** The same, each compiled when it is reached where it is interpreted. */
    Rule[] branches(List<?> logic) {
        return logic.stream().map(this::branch).toArray(Rule[]::new);
    }

    /** A part that may not be reached. */
    Rule branch(@Nullable Object logic) {
        if (!interpreted) {
            return rule(logic);
        }
        try {
            return rule(logic);
        } catch (RuleException e) {
            return frame -> {
                throw e;
            };
        }
    }

    /** A part that is interpreted, whatever stands around it. */
    static Rule interpretedBranch(@Nullable Object logic) {
        return INTERPRETING.branch(logic);
    }

    /** What an operator's arguments are worth. */
    @FunctionalInterface
    interface Arguments {
        List<?> values(Frame frame);
    }

    /** The arguments of an operator, all worked out; a single value counts as a list of one. */
    Arguments arguments(@Nullable Object logic) {
        Rule rule = rule(logic);
        return frame -> {
            Object value = rule.value(frame);
            return value instanceof List<?> list ? list : one(value);
        };
    }
}
