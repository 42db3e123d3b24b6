package dev.noticeboard.cli.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rule that is one boundary between two variants, by {@code fractional}. Whoever is below the boundary has the first variant; so
 * when the boundary moves, only those cross it who lie between its old place and its new one. That holds whichever of the two is
 * ramped, and whatever the weights add up to.
 *
 * @param first the variant below the boundary
 * @param second the one above
 * @param by the attribute by which users are shared; null for the targeting key
 * @param firstWeight how many of the buckets the first has
 * @param secondWeight how many the second has
 */
record Split(String first, String second, @Nullable String by, long firstWeight, long secondWeight) {
    static final String TARGETING_KEY = "targetingKey";
    private static final String FRACTIONAL = "fractional";
    private static final String FLAG_KEY = "$flagd.flagKey";

    /** The split that a rule is; empty if it is another kind of rule. */
    static Optional<Split> read(JsonNode targeting) {
        JsonNode arguments = targeting.path(FRACTIONAL);
        int size = arguments.size();
        if (targeting.size() != 1 || !arguments.isArray() || size < 2 || size > 3) {
            return Optional.empty();
        }
        String by = size == 2 ? TARGETING_KEY : attribute(arguments.get(0));
        JsonNode first = arguments.get(size - 2);
        JsonNode second = arguments.get(size - 1);
        if (by == null || !isEntry(first) || !isEntry(second) || first.get(0).equals(second.get(0))) {
            return Optional.empty();
        }
        return Optional.of(new Split(
                first.get(0).asString(),
                second.get(0).asString(),
                by.equals(TARGETING_KEY) ? null : by,
                first.get(1).longValue(),
                second.get(1).longValue()));
    }

    private static boolean isEntry(JsonNode entry) {
        return entry.isArray()
                && entry.size() == 2
                && entry.get(0).isString()
                && entry.get(1).isIntegralNumber()
                && entry.get(1).canConvertToInt()
                && entry.get(1).intValue() >= 0;
    }

    /** The attribute of {@code {"cat": [{"var": "$flagd.flagKey"}, {"var": "email"}]}}; null for anything else. */
    private static @Nullable String attribute(JsonNode key) {
        JsonNode parts = key.path("cat");
        if (key.size() != 1 || !parts.isArray() || parts.size() != 2 || !FLAG_KEY.equals(variable(parts.get(0)))) {
            return null;
        }
        return variable(parts.get(1));
    }

    private static @Nullable String variable(JsonNode node) {
        JsonNode name = node.path("var");
        return node.size() == 1 && name.isString() ? name.asString() : null;
    }

    boolean has(String variant) {
        return first.equals(variant) || second.equals(variant);
    }

    /** The other one. */
    String other(String variant) {
        return first.equals(variant) ? second : first;
    }

    /** The share of one of its two variants, rounded down; see {@link Share}. */
    int share(String variant) {
        long all = firstWeight + secondWeight;
        return all == 0 ? 0 : (int) (weight(variant) * Share.ALL / all);
    }

    /** Whether a variant has exactly this share. */
    boolean isAt(String variant, int share) {
        long all = firstWeight + secondWeight;
        return all > 0 && weight(variant) * Share.ALL == share * all;
    }

    private long weight(String variant) {
        return first.equals(variant) ? firstWeight : secondWeight;
    }

    /** The same with another share of one of its two variants. */
    Split with(String variant, int share) {
        return first.equals(variant)
                ? new Split(first, second, by, share, Share.ALL - share)
                : new Split(first, second, by, Share.ALL - share, share);
    }

    /** The rule, in plain maps and lists. */
    Map<String, Object> targeting() {
        List<Object> arguments = new ArrayList<>();
        if (by != null) {
            arguments.add(Map.of("cat", List.of(Map.of("var", FLAG_KEY), Map.of("var", by))));
        }
        arguments.add(List.of(first, firstWeight));
        arguments.add(List.of(second, secondWeight));
        return Map.of(FRACTIONAL, arguments);
    }
}
