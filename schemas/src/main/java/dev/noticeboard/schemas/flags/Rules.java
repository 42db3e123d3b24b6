package dev.noticeboard.schemas.flags;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Checks rules as they are written, each object and item of them, those of literal arrays too: flagd evaluates what stands in
 * an array. For one thread.
 */
final class Rules {
    /** The field of a reference to an evaluator. */
    static final String REFERENCE = "$ref";

    static final String FRACTIONAL = "fractional";

    /** flagd's operators: those of JsonLogic and its own four. */
    static final Set<String> OPERATORS = Set.of(
            "var",
            "missing",
            "missing_some",
            "if",
            "==",
            "===",
            "!=",
            "!==",
            ">",
            ">=",
            "<",
            "<=",
            "!",
            "!!",
            "or",
            "and",
            "+",
            "-",
            "*",
            "/",
            "%",
            "min",
            "max",
            "map",
            "filter",
            "reduce",
            "all",
            "none",
            "some",
            "merge",
            "in",
            "cat",
            "substr",
            FRACTIONAL,
            "sem_ver",
            "starts_with",
            "ends_with");

    /**
     * Levels of a rule. Our choice, far beyond what a person writes: an evaluator calls itself once a level, and 100 fit any
     * thread's stack.
     */
    static final int LEVELS = 100;

    /** The total of the weights of a {@code fractional}: a signed 32-bit integer, as flagd's documentation of it has it. */
    private static final BigDecimal TOTAL = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final Set<String> evaluators;
    private final Findings findings;
    private boolean tooDeep;

    Rules(Set<String> evaluators, Findings findings) {
        this.evaluators = evaluators;
        this.findings = findings;
    }

    /** Whether something was too deep to be gone through. */
    boolean tooDeep() {
        return tooDeep;
    }

    void check(JsonNode rule, Place place) {
        check(rule, place, 1);
    }

    private void check(JsonNode node, Place place, int level) {
        if (level > LEVELS) {
            tooDeep = true;
            findings.add(
                    place,
                    FlagCheck.TOO_DEEP,
                    "the rule has more than " + LEVELS + " levels",
                    "Write it flatter: an if takes any number of conditions.");
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.path(i), place.in(i), level + 1);
            }
        } else if (node.isObject()) {
            object(node, place);
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                check(field.getValue(), place.in(field.getKey()), level + 1);
            }
        }
    }

    private void object(JsonNode node, Place place) {
        if (node.size() > 1) {
            findings.add(
                    place,
                    "one-operator",
                    "the rule has " + node.size() + " operators in one object, of which JsonLogic evaluates one",
                    "Write one operator to an object, and join them with and, or or if.");
            return;
        }
        for (Map.Entry<String, JsonNode> only : node.properties()) {
            String operator = only.getKey();
            if (operator.equals(REFERENCE)) {
                reference(only.getValue(), place);
            } else if (!OPERATORS.contains(operator)) {
                findings.add(
                        place,
                        "operator",
                        Findings.quoted(operator) + " is no operator that is evaluated here",
                        "Use one of JsonLogic's, fractional, sem_ver, starts_with or ends_with.");
            } else if (operator.equals(FRACTIONAL)) {
                total(only.getValue(), place.in(operator));
            }
        }
    }

    private void reference(JsonNode name, Place place) {
        if (name.isString() && !evaluators.contains(name.stringValue())) {
            findings.add(
                    place,
                    "evaluator-unknown",
                    "the document has no evaluator " + Findings.quoted(name.stringValue()),
                    "Define it under $evaluators of the same document: each document has its own.");
        }
    }

    private void total(JsonNode buckets, Place place) {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode bucket : buckets) {
            JsonNode weight = bucket.path(1);
            BigDecimal one = weight.isNumber() ? weight.decimalValue() : BigDecimal.ONE;
            // Compared before it is added: the sum of 1 and 1e999999999 would fill the memory.
            total = one.compareTo(TOTAL) > 0
                    ? one
                    : total.compareTo(TOTAL) > 0 ? total : total.add(one.max(BigDecimal.ZERO));
        }
        if (total.compareTo(TOTAL) > 0) {
            findings.add(
                    place,
                    "fractional-total",
                    "the weights come to more than " + TOTAL,
                    "Write smaller ones: only their proportions count.");
        }
    }
}
