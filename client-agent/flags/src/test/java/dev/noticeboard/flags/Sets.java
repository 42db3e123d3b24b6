package dev.noticeboard.flags;

import java.util.Map;

/** Makes flag sets of one flag for tests. */
final class Sets {
    private static final String VARIANTS =
            "\"variants\":{\"true\":\"yes\",\"false\":\"no\",\"one\":\"uno\",\"two\":\"dos\","
                    + "\"three\":\"tres\",\"fallback\":\"otro\"}";

    private Sets() {}

    static FlagSet of(String document) {
        return FlagSet.of(Map.of("/shop/prod/flags", document));
    }

    /** A flag {@code f} with this targeting, whose default variant is {@code fallback}. */
    static FlagSet targeting(String rule) {
        return of("{\"flags\":{\"f\":{\"state\":\"ENABLED\"," + VARIANTS
                + ",\"defaultVariant\":\"fallback\",\"targeting\":" + rule + "}}}");
    }

    /** The variant, or the reason or error where there is none. */
    static String outcome(Evaluation evaluation) {
        if (evaluation instanceof Evaluation.Resolved resolved) {
            return resolved.variant() + " " + resolved.reason();
        }
        return evaluation instanceof Evaluation.Failed failed
                ? failed.code().name()
                : "code default " + evaluation.reason();
    }

    static String evaluate(String rule, Map<String, ?> context) {
        return outcome(targeting(rule).evaluate("f", FlagContext.of(context)));
    }
}
