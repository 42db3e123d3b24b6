package dev.noticeboard.schemas.flags;

import tools.jackson.databind.JsonNode;

/**
 * Whether the variants that a flag's rule can name as literals exist: at its top, in the branches of an {@code if}, in the buckets of
 * a {@code fractional}, and there by way of evaluators. What is computed is known at evaluation only. For one thread, on rules that
 * {@link Evaluators#bounded} found in bounds.
 */
final class Results {
    private final JsonNode variants;
    private final Evaluators evaluators;
    private final Findings findings;

    Results(JsonNode variants, Evaluators evaluators, Findings findings) {
        this.variants = variants;
        this.evaluators = evaluators;
        this.findings = findings;
    }

    void check(JsonNode node, Place place) {
        check(node, place, false);
    }

    /** @param borrowed whether the node is an evaluator's: the place then stays that of the reference */
    private void check(JsonNode node, Place place, boolean borrowed) {
        if (node.isString()) {
            literal(node.stringValue(), place, borrowed);
        } else if (node.isBoolean()) {
            literal(String.valueOf(node.booleanValue()), place, borrowed);
        }
        JsonNode name = node.path(Rules.REFERENCE);
        if (name.isString()) {
            check(evaluators.rule(name.stringValue()), place, true);
        }
        JsonNode branches = node.path("if");
        for (int i = 0; i < branches.size(); i++) {
            // Conditions stand at even places, but for the last: without a condition before it, it is what else there
            // is.
            if (i % 2 == 1 || i == branches.size() - 1) {
                check(branches.path(i), borrowed ? place : place.in("if").in(i), borrowed);
            }
        }
        JsonNode buckets = node.path(Rules.FRACTIONAL);
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.path(i).isArray()) {
                Place bucket =
                        borrowed ? place : place.in(Rules.FRACTIONAL).in(i).in(0);
                check(buckets.path(i).path(0), bucket, borrowed);
            }
        }
    }

    private void literal(String variant, Place place, boolean borrowed) {
        if (!variants.has(variant)) {
            findings.add(
                    place,
                    "variant-unknown",
                    "the rule can answer " + Findings.quoted(variant) + (borrowed ? " by way of an evaluator" : "")
                            + ", which is none of the flag's variants",
                    "Add the variant or name another; null falls back to the default variant.");
        }
    }
}
