package dev.noticeboard.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagSetTest {
    private static final FlagSet SET = Sets.of("""
            {"metadata": {"team": "shop", "version": "7", "rank": 1},
             "flags": {
               "plain": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
               "whole": {"state": "ENABLED", "variants": {"v": 9007199254740991}, "defaultVariant": "v"},
               "point": {"state": "ENABLED", "variants": {"v": 10.0}, "defaultVariant": "v"},
               "shape": {"state": "ENABLED", "variants": {"v": {"a": [1, {"b": null}]}}, "defaultVariant": "v",
                         "metadata": {"rank": 2, "own": true}},
               "gone": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on",
                        "targeting": {"unknown": []}},
               "null-default": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": null},
               "no-default": {"state": "ENABLED", "variants": {"on": true}},
               "no-default-ruled": {"state": "ENABLED", "variants": {"on": true},
                                    "targeting": {"if": [{"==": [{"var": "email"}, "a@b"]}, "on", null]}},
               "empty-rule": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on", "targeting": {}},
               "no-state": {"variants": {"on": true}, "defaultVariant": "on"},
               "lost-default": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "off"},
               "unknown-operator": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                                    "targeting": {"between": [1, 2]}},
               "unknown-reference": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                                     "targeting": {"if": [{"$ref": "nobody"}, "on", null]}},
               "unknown-variant": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                                   "targeting": {"if": [true, "maybe"]}}
             }}
            """);

    @ParameterizedTest
    @CsvSource({
        "plain, on STATIC",
        "whole, v STATIC",
        "shape, v STATIC",
        "gone, code default DISABLED",
        "null-default, code default DEFAULT",
        "no-default, code default DEFAULT",
        "no-default-ruled, code default DEFAULT",
        "empty-rule, on STATIC",
        "no-state, PARSE_ERROR",
        "lost-default, PARSE_ERROR",
        "unknown-operator, PARSE_ERROR",
        "unknown-reference, PARSE_ERROR",
        "unknown-variant, GENERAL",
        "nothing-of-the-kind, FLAG_NOT_FOUND"
    })
    void evaluate_ofEachKindOfFlag_isWhatFlagdDocuments(String key, String outcome) {
        assertEquals(outcome, Sets.outcome(SET.evaluate(key, FlagContext.EMPTY)));
    }

    @Test
    void evaluate_whenNumbersAreWholeOrNot_keepsTheirKind() {
        assertEquals(9007199254740991L, value("whole"));
        assertEquals(10.0, value("point"));
    }

    @Test
    void evaluate_whenNoRuleDecides_givesTheSameObjectAgain() {
        assertSame(SET.evaluate("plain", FlagContext.EMPTY), SET.evaluate("plain", FlagContext.of(Map.of("a", 1))));
    }

    private static Object value(String key) {
        return assertInstanceOf(Evaluation.Resolved.class, SET.evaluate(key, FlagContext.EMPTY))
                .value();
    }

    @Test
    void metadata_ofAFlag_isTheDocumentsUnderItsOwn() {
        assertEquals(
                Map.of("team", "shop", "version", "7", "rank", 2L, "own", true),
                SET.evaluate("shape", FlagContext.EMPTY).metadata());
        assertEquals("flagd-v2", SET.metadata().get("bucketing"));
        assertEquals(
                "shop", SET.evaluate("missing", FlagContext.EMPTY).metadata().get("team"));
    }

    @Test
    void problems_whenFlagsAreWrong_nameThemAndNoOthers() {
        assertEquals(4, SET.problems().size(), () -> String.join("\n", SET.problems()));
        assertTrue(SET.problems().get(0).startsWith("/shop/prod/flags: flag no-state: "), SET.problems()::toString);
    }

    /** The issue: an unknown bucketing is refused, never rebucketed silently. */
    @Test
    void evaluate_whenTheBucketingIsAnother_failsEveryFlagOfItsDocument() {
        FlagSet set = Sets.of("""
                {"metadata": {"bucketing": "flagd-v3"},
                 "flags": {"f": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"}}}
                """);
        assertEquals("PARSE_ERROR", Sets.outcome(set.evaluate("f", FlagContext.EMPTY)));
    }

    @Test
    void evaluate_whenANumberIsBeyondADouble_failsThatFlagAlone() {
        FlagSet set = Sets.of("""
                {"metadata": {"far": 1e999, "near": 1},
                 "flags": {"far": {"state": "ENABLED", "variants": {"v": {"a": 1e999}}, "defaultVariant": "v"},
                           "rule": {"state": "ENABLED", "variants": {"v": 1}, "targeting": {"if": [{"<": [1, -1e999]}, "v"]}},
                           "near": {"state": "ENABLED", "variants": {"v": 1}, "defaultVariant": "v"}}}
                """);
        assertEquals("PARSE_ERROR", Sets.outcome(set.evaluate("far", FlagContext.EMPTY)));
        assertEquals("PARSE_ERROR", Sets.outcome(set.evaluate("rule", FlagContext.EMPTY)));
        assertEquals("v STATIC", Sets.outcome(set.evaluate("near", FlagContext.EMPTY)));
        assertEquals(Map.of("near", 1L, "bucketing", "flagd-v2"), set.metadata());
    }

    @Test
    void evaluate_whenARuleIsTooDeep_isAParseError() {
        String rule = "{\"!\": [".repeat(200) + "true" + "]}".repeat(200);
        assertEquals("PARSE_ERROR", Sets.evaluate(rule, Map.of()));
    }

    @Test
    void of_whenTwoDocumentsDefineAKey_takesTheFirstAndSaysSo() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(
                "/a/b/one",
                "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"x\":1},\"defaultVariant\":\"x\"}}}");
        documents.put(
                "/a/b/two",
                "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"y\":2},\"defaultVariant\":\"y\"}}}");
        documents.put("/a/b/bad", "{\"flags\":");
        FlagSet set = FlagSet.of(documents);
        assertEquals("x STATIC", Sets.outcome(set.evaluate("f", FlagContext.EMPTY)));
        assertEquals(2, set.problems().size(), set.problems()::toString);
        assertTrue(set.problems().get(0).contains("/a/b/two: flag f is defined twice"), set.problems()::toString);
    }

    @Test
    void evaluateAll_answersEveryFlagInTheDocumentsOrder() {
        assertEquals(
                List.copyOf(SET.keys()),
                SET.evaluateAll(FlagContext.EMPTY).stream().map(Evaluation::key).toList());
    }
}
