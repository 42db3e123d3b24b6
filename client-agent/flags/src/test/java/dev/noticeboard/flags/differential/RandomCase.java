package dev.noticeboard.flags.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random set of flags, and contexts to evaluate them for. */
record RandomCase(Map<String, Object> set, List<Question> questions) {
    /** One evaluation of a flag, whose type is {@code boolean}, {@code string}, {@code number} or {@code object}. */
    record Question(String key, String type, Map<String, Object> context) {}

    private static final List<String> TYPES = List.of("boolean", "string", "number", "object");

    static RandomCase of(Random random, int flags, int contexts) {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        for (int i = 0; i < flags; i++) {
            String type = TYPES.get(random.nextInt(4));
            all.put("flag-" + i, flag(random, type, i));
            types.put("flag-" + i, type);
        }
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("flags", all);
        RandomRules rules = new RandomRules(random, List.of("one", "two"));
        Map<String, Object> evaluators = new LinkedHashMap<>();
        // The yardstick replaces references in the order in which evaluators are written, so one refers to later ones
        // only.
        evaluators.put("first", RandomRules.op("if", new ArrayList<>(List.of(ref("second"), true, false))));
        evaluators.put("second", rules.bool(2));
        set.put("$evaluators", evaluators);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < contexts; i++) {
            Map<String, Object> context = context(random);
            types.forEach((key, type) -> questions.add(new Question(key, type, context)));
        }
        return new RandomCase(set, questions);
    }

    private static Map<String, Object> ref(String name) {
        return RandomRules.op("$ref", name);
    }

    private static Map<String, Object> flag(Random random, String type, int salt) {
        Map<String, Object> variants = new LinkedHashMap<>();
        for (String name : List.of("one", "two", "three", random.nextBoolean() ? "true" : "1")) {
            variants.put(name, value(random, type, name + salt));
        }
        List<String> names = List.copyOf(variants.keySet());
        Map<String, Object> flag = new LinkedHashMap<>();
        flag.put("state", random.nextInt(20) == 0 ? "DISABLED" : "ENABLED");
        flag.put("variants", variants);
        if (random.nextInt(5) > 0) {
            flag.put("defaultVariant", random.nextInt(10) == 0 ? null : names.get(random.nextInt(names.size())));
        }
        RandomRules rules = new RandomRules(random, random.nextInt(12) == 0 ? List.of("one", "none of them") : names);
        if (random.nextInt(15) > 0) {
            Object targeting = rules.targeting();
            flag.put(
                    "targeting",
                    random.nextInt(8) == 0
                            ? RandomRules.op("if", new ArrayList<>(List.of(ref("first"), targeting, "one")))
                            : targeting);
        }
        return flag;
    }

    private static Object value(Random random, String type, String text) {
        return switch (type) {
            case "boolean" -> random.nextBoolean();
            case "string" -> text;
            case "number" ->
                random.nextBoolean() ? (Object) random.nextInt(1000) : (Object) (random.nextInt(1000) / 8.0);
            default -> Map.of("is", text);
        };
    }

    private static Map<String, Object> context(Random random) {
        Map<String, Object> context = new LinkedHashMap<>();
        // ASCII: the yardstick's hash is not over UTF-8. Java's and Go's are, as ours.
        offer(random, context, "targetingKey", "user-" + random.nextInt(1000));
        offer(
                random,
                context,
                "email",
                List.of("jon@company.com", "jane@company.com", "a", "").get(random.nextInt(4)));
        offer(random, context, "plan", List.of("gold", "abc", "xyz", "1").get(random.nextInt(4)));
        offer(random, context, "digits", List.of("10", "-2.5", "0x1f", " 3 ").get(random.nextInt(4)));
        offer(random, context, "blank", "");
        offer(random, context, "age", random.nextInt(5) == 0 ? (Object) 0.5 : (Object) random.nextInt(100));
        offer(
                random,
                context,
                "score",
                random.nextInt(3) == 0 ? (Object) (random.nextInt(7) - 3) : (Object) (random.nextDouble() * 10));
        offer(random, context, "beta", random.nextBoolean());
        offer(
                random,
                context,
                "version",
                List.of("1.0.0", "1.2.3", "2.0.0", "v1.0.0", "2.0.0-alpha.1", "x")
                        .get(random.nextInt(6)));
        offer(random, context, "tags", List.of("abc", "gold", "1").subList(0, random.nextInt(4)));
        offer(random, context, "numbers", List.of(1, 2.5, 3, 0).subList(0, random.nextInt(5)));
        offer(random, context, "user", Map.of("name", "jon", "age", random.nextInt(100)));
        offer(random, context, "empties", List.of("", List.of(), Map.of()));
        if (random.nextBoolean()) {
            context.put("nothing", null);
        }
        return context;
    }

    private static void offer(Random random, Map<String, Object> context, String name, Object value) {
        if (random.nextInt(8) > 0) {
            context.put(name, value);
        }
    }
}
