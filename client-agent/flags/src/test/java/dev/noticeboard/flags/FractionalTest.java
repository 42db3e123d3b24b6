package dev.noticeboard.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** flagd's bucketing, version 2. The expected variants are those that flagd's testbed publishes for it. */
class FractionalTest {
    private static final String SUITS = ", [\"clubs\", 25], [\"diamonds\", 25], [\"hearts\", 25], [\"spades\", 25]]}";

    private static String variant(String key, String rule, Map<String, ?> context) {
        FlagSet set = Sets.of("{\"flags\": {\"" + key + "\": {\"state\": \"ENABLED\", \"variants\": {\"clubs\": 1,"
                + " \"diamonds\": 2, \"hearts\": 3, \"spades\": 4, \"heads\": 5, \"tails\": 6, \"lower\": 7, \"upper\": 8},"
                + " \"targeting\": " + rule + "}}}");
        return Sets.outcome(set.evaluate(key, FlagContext.of(context))).replace(" TARGETING_MATCH", "");
    }

    @ParameterizedTest
    @CsvSource({"jack, hearts", "queen, spades", "ten, clubs", "nine, diamonds", "3, clubs"})
    void fractional_byFlagKeyAndAttribute_isTheTestbeds(String name, String suit) {
        String rule = "{\"fractional\": [{\"cat\": [{\"var\": \"$flagd.flagKey\"}, {\"var\": \"user.name\"}]}" + SUITS;
        assertEquals(suit, variant("fractional-flag", rule, Map.of("user", Map.of("name", name))));
    }

    @ParameterizedTest
    @CsvSource({"seven, hearts", "eight, diamonds", "nine, clubs", "two, spades"})
    void fractional_byASharedSeed_isTheTestbeds(String name, String suit) {
        String rule = "{\"fractional\": [{\"cat\": [\"shared-seed\", {\"var\": \"user.name\"}]}" + SUITS;
        assertEquals(suit, variant("any", rule, Map.of("user", Map.of("name", name))));
    }

    @ParameterizedTest
    @CsvSource({"jon@company.com, heads", "jane@company.com, tails"})
    void fractional_inShorthand_isTheTestbeds(String user, String side) {
        assertEquals(
                side,
                variant(
                        "fractional-flag-shorthand",
                        "{\"fractional\": [[\"heads\"], [\"tails\", 1]]}",
                        Map.of("targetingKey", user)));
    }

    /** Keys whose hashes lie at the ends and the middle of the range. */
    @ParameterizedTest
    @CsvSource({"ejOoVL, lower", "bY9fO-, lower", "SI7p-, lower", "6LvT0, upper", "ceQdGm, upper"})
    void fractional_atTheBoundaries_isTheTestbeds(String key, String half) {
        String rule = "{\"fractional\": [{\"var\": \"targetingKey\"}, [\"lower\", 50], [\"upper\", 50]]}";
        assertEquals(half, variant("fractional-hash-edge-flag", rule, Map.of("targetingKey", key)));
    }

    /** The issue: for users, 1 % is within 10 %, which is within 100 %. */
    @Test
    void fractional_whenTheFirstShareGrows_keepsWhomItHad() {
        Set<String> before = new HashSet<>();
        for (int share : new int[] {0, 1, 10, 50, 100}) {
            FlagSet set =
                    Sets.targeting("{\"fractional\": [[\"one\", " + share + "], [\"two\", " + (100 - share) + "]]}");
            Set<String> now = new HashSet<>();
            for (int i = 0; i < 10_000; i++) {
                Evaluation evaluation = set.evaluate("f", FlagContext.of(Map.of("targetingKey", "user-" + i)));
                if (Sets.outcome(evaluation).startsWith("one")) {
                    now.add("user-" + i);
                }
            }
            assertTrue(now.containsAll(before), "share " + share);
            // Five standard deviations of a binomial distribution.
            assertEquals(100.0 * share, now.size(), 5 * Math.sqrt(share * (100 - share)) + 0.001, "share " + share);
            before = now;
        }
    }

    @Test
    void fractional_ofTextBeyondAscii_isOverItsUtf8() {
        String rule = "{\"fractional\": [[\"one\", 1], [\"two\", 2147483646]]}";
        Explanation explanation =
                Sets.targeting(rule).explain("f", FlagContext.of(Map.of("targetingKey", "zoë-\uD83D\uDE00")));
        long hash = Integer.toUnsignedLong(dev.noticeboard.schemas.hash.Murmur3.utf8("fzoë-\uD83D\uDE00"));
        assertEquals(
                "bucket " + ((hash * 2147483647L) >>> 32) + " of 2147483647",
                explanation.steps().get(0).note());
    }
}
