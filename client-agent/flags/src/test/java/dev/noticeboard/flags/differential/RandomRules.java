package dev.noticeboard.flags.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random rules, mostly well-typed and now and then not. What the yardstick gets wrong is left out; each omission says why.
 */
final class RandomRules {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "abc",
            "xyz",
            "abcxyz",
            "1",
            "10",
            "-2.5",
            " 3 ",
            "0x1f",
            "true",
            "null",
            "jon@company.com",
            "gold");
    private static final List<String> VERSIONS = List.of(
            "1.0.0",
            "1.2.3",
            "2.0.0",
            "v1.0.0",
            "V2.1.0",
            "1",
            "1.2",
            "2.0.0-alpha",
            "2.0.0-alpha.1",
            "2.0.0-rc.1",
            "2.0.0.0",
            "1.0.0+build",
            "not-a-version",
            "01.0.0",
            "1.0.0-01",
            "");
    private static final List<Double> NUMBERS =
            Arrays.asList(0.0, 1.0, -1.0, 2.0, 3.0, 10.0, 0.5, -2.5, 100.0, 1e21, 1e-7, 123456789012.0, 0.1, 1.0 / 3);
    private static final List<String> TEXT_ATTRIBUTES = List.of("email", "plan", "user.name", "digits", "blank");
    private static final List<String> NUMBER_ATTRIBUTES = List.of("age", "score", "user.age", "$flagd.timestamp");
    private static final List<String> OTHER_ATTRIBUTES = List.of(
            "absent", "nothing", "beta", "tags", "numbers", "user", "user.absent", "tags.0", "email.length", "empties");

    private final Random random;
    private final List<String> variants;
    /** Inside the rule of a list's elements: the yardstick's own operators fail there, for want of its logger. */
    private int inList;

    RandomRules(Random random, List<String> variants) {
        this.random = random;
        this.variants = variants;
    }

    private <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    static Map<String, Object> op(String operator, @Nullable Object arguments) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(operator, arguments);
        return map;
    }

    private static List<Object> list(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    /** What a flag's targeting is. */
    Object targeting() {
        Object rule = variant(4);
        return rule instanceof Map ? rule : op("if", list(bool(3), rule, variant(2)));
    }

    /** A rule that is worth a variant, as a rule. */
    Object variant(int depth) {
        if (depth <= 0 || once(5)) {
            return once(12) ? (once(2) ? null : any(1)) : of(variants);
        }
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> op("if", list(bool(depth - 1), variant(depth - 1), variant(depth - 1)));
            case 3 -> op("if", list(bool(depth - 1), variant(depth - 1)));
            case 4 ->
                op("if", list(bool(depth - 1), variant(depth - 1), bool(depth - 1), variant(depth - 1), variant(1)));
            case 5, 6 -> inList > 0 ? of(variants) : fractional(depth - 1);
            default -> op(once(2) ? "or" : "and", list(any(depth - 1), variant(depth - 1)));
        };
    }

    private Object fractional(int depth) {
        List<Object> arguments = list();
        switch (random.nextInt(4)) {
            case 0 -> arguments.add(text(depth));
            case 1 -> arguments.add(op("cat", list(op("var", "$flagd.flagKey"), op("var", "email"))));
            case 2 -> arguments.add(op("var", once(4) ? "age" : "targetingKey"));
            default -> {}
        }
        int entries = 1 + random.nextInt(4);
        for (int i = 0; i < entries; i++) {
            Object variant = once(6) ? variant(depth - 1) : once(9) ? (Object) random.nextBoolean() : of(variants);
            arguments.add(once(5) ? list(variant) : list(variant, once(15) ? number(1) : (Object) weight()));
        }
        return op("fractional", arguments);
    }

    private double weight() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -5;
            case 2 -> random.nextInt(Integer.MAX_VALUE);
            default -> random.nextInt(101);
        };
    }

    /** Anything, now and then of the wrong type. */
    Object any(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> bool(depth);
            case 1 -> number(depth);
            case 2 -> text(depth);
            case 3 -> values(depth);
            case 4 -> op("var", of(OTHER_ATTRIBUTES));
            default -> once(2) ? null : (Object) random.nextBoolean();
        };
    }

    private @Nullable Object strange(int depth) {
        return any(Math.min(depth, 1));
    }

    /** The yardstick's compiler puts no brackets around these, so that what stands around them takes them apart. */
    private Object bracketed(@Nullable Object rule) {
        boolean bare = rule instanceof Map<?, ?> map
                && map.keySet().stream().anyMatch(List.of("or", "and", "all", "missing")::contains);
        return bare || rule == null ? of(TEXTS) : rule;
    }

    private Object var(List<String> attributes) {
        String name = inList > 0 && once(2) ? (once(3) ? "name" : "") : of(attributes);
        return switch (random.nextInt(5)) {
            case 0 -> op("var", list(name));
            case 1 -> op("var", list(name, once(2) ? of(TEXTS) : (Object) of(NUMBERS)));
            default -> op("var", name);
        };
    }

    Object bool(int depth) {
        if (depth <= 0 || once(12)) {
            return once(3) ? op("var", "beta") : (Object) random.nextBoolean();
        }
        return switch (random.nextInt(16)) {
            case 0, 1 -> op(of(List.of("==", "!=")), same(depth - 1));
            case 2 -> op(of(List.of("===", "!==")), same(depth - 1));
            case 3, 4 ->
                op(
                        of(List.of("<", "<=", ">", ">=")),
                        once(3)
                                ? list(number(depth - 1), number(depth - 1), number(depth - 1))
                                : list(number(depth - 1), number(depth - 1)));
            case 5 -> op(of(List.of("<", "<=", ">", ">=")), list(text(depth - 1), text(depth - 1)));
            case 6 -> op(once(2) ? "!" : "!!", once(2) ? list(any(depth - 1)) : bool(depth - 1));
            case 7, 8 -> op(once(2) ? "and" : "or", list(bool(depth - 1), bool(depth - 1), any(depth - 1)));
            case 9 -> op("in", list(text(depth - 1), bracketed(text(depth - 1))));
            case 10 -> op("in", list(any(0), once(2) ? var(List.of("tags", "numbers")) : constants()));
            case 11 -> walk(of(List.of("all", "some", "none")), depth);
            case 12 ->
                inList > 0
                        ? (Object) true
                        : op(
                                once(2) ? "starts_with" : "ends_with",
                                list(text(depth - 1), once(9) ? strange(0) : text(0)));
            case 13 -> inList > 0 ? (Object) false : semVer();
            case 14 -> op("if", list(bool(depth - 1), bool(depth - 1), bool(depth - 1)));
            default -> op("!", list(op("missing", list(of(TEXT_ATTRIBUTES), of(OTHER_ATTRIBUTES)))));
        };
    }

    private List<Object> same(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> list(number(depth), number(depth));
            case 1 -> list(any(depth), any(depth));
            default -> list(text(depth), text(depth));
        };
    }

    private Object semVer() {
        Object version = once(8) ? of(NUMBERS) : of(VERSIONS);
        return op(
                "sem_ver",
                list(
                        once(6) ? strange(0) : op("var", "version"),
                        of(List.of("=", "!=", "<", "<=", ">", ">=", "^", "~", "===")),
                        version));
    }

    private Object walk(String operator, int depth) {
        Object values = values(depth - 1);
        inList++;
        Object element = operator.equals("map") ? any(depth - 2) : bool(depth - 2);
        inList--;
        return op(operator, list(values, element));
    }

    private Object constants() {
        List<Object> values = list();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(once(2) ? of(TEXTS) : (Object) of(NUMBERS));
        }
        return values;
    }

    private Object values(int depth) {
        if (depth <= 0 || once(3)) {
            return once(2) ? op("var", of(List.of("tags", "numbers", "absent", "empties"))) : constants();
        }
        return switch (random.nextInt(4)) {
            case 0 -> op("merge", list(values(depth - 1), any(0)));
            case 1 -> walk("filter", depth);
            case 2 -> walk("map", depth);
            default -> op("missing", list(of(TEXT_ATTRIBUTES), of(NUMBER_ATTRIBUTES)));
        };
    }

    Object number(int depth) {
        if (once(25)) {
            return strange(depth);
        }
        if (depth <= 0 || once(4)) {
            return once(2) ? var(NUMBER_ATTRIBUTES) : (Object) of(NUMBERS);
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> op(of(List.of("+", "*", "-")), list(number(depth - 1), number(depth - 1)));
            case 2 -> op(once(2) ? "/" : "%", list(number(depth - 1), number(depth - 1)));
            case 3 -> op(once(2) ? "max" : "min", list(number(0), number(depth - 1), of(NUMBERS)));
            case 4 -> op(once(2) ? "+" : "-", once(2) ? var(NUMBER_ATTRIBUTES) : list(of(TEXTS)));
            default -> reduce(depth);
        };
    }

    /**
     * The start is a constant: the yardstick does not see that a start depends on the context. Where it interprets, it takes a list that
     * is absent for a zero, so there is none without a start, and no product.
     */
    private Object reduce(int depth) {
        Object values = once(3) ? values(depth - 1) : op("var", "numbers");
        List<Object> both = list(op("var", "accumulator"), op("var", "current"));
        if (once(5)) {
            return op("reduce", list(list(of(NUMBERS), of(NUMBERS)), op(of(List.of("+", "*", "-")), both)));
        }
        return op("reduce", list(values, op(of(List.of("+", "-")), both), of(NUMBERS)));
    }

    Object text(int depth) {
        if (once(25)) {
            return strange(depth);
        }
        if (depth <= 0 || once(3)) {
            return once(2) ? var(TEXT_ATTRIBUTES) : (Object) of(TEXTS);
        }
        return switch (random.nextInt(3)) {
            case 0 ->
                op(
                        "cat",
                        list(
                                bracketed(text(depth - 1)),
                                bracketed(once(3) ? number(depth - 1) : text(depth - 1)),
                                once(6) ? constants() : of(TEXTS)));
            case 1 ->
                op(
                        "substr",
                        once(2)
                                ? list(text(depth - 1), (double) (random.nextInt(9) - 4))
                                : list(text(depth - 1), (double) (random.nextInt(9) - 4), (double)
                                        (random.nextInt(9) - 4)));
            default -> op("if", list(bool(depth - 1), text(depth - 1), text(depth - 1)));
        };
    }
}
