package dev.noticeboard.schemas.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document of flags must be beyond its schema. */
class FlagCheckTest {

    /** A document with one flag, {@code f}, whose variants are {@code on} and {@code off}. */
    private static String flag(String targeting, String evaluators) {
        return """
                {"flags": {"f": {"state": "ENABLED", "variants": {"on": true, "off": false}, "targeting": %s}},
                 "$evaluators": %s}
                """.formatted(targeting, evaluators);
    }

    private static List<String> found(String document) {
        return FlagCheck.check(document).stream()
                .map(v -> v.rule() + " " + v.place())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"flags\":{\"f\":{},\"f\":{}}}",
                "{\"flags\":{\"f\":{\"variants\":{\"on\":1,\"on\":2}}}}",
                "{\"flags\":{},\"flags\":{}}",
                "{flags:{}}",
                "{\"flags\":{}} {}",
                ""
            })
    void document_whenNoJsonOrAFieldTwice_isRefused(String text) {
        List<Violation> violations = FlagCheck.check(text);
        assertEquals(1, violations.size());
        assertEquals(FlagCheck.NO_JSON, violations.get(0).rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "{\"flags\":[]}", "{\"flags\":{\"f\":1},\"$evaluators\":{\"e\":\"x\"}}"})
    void document_whenOfAnotherForm_isLeftToTheSchema(String text) {
        assertEquals(List.of(), FlagCheck.check(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"if\":[{\"$ref\":\"e\"},\"on\"]}                    | ``",
                "{\"if\":[{\"$ref\":\"g\"},\"on\"]}                    | evaluator-unknown /flags/f/targeting/if/0",
                "{\"in\":[1,[{\"$ref\":\"g\"}]]}                       | evaluator-unknown /flags/f/targeting/in/1/0",
                "{\"if\":[{\"var\":\"x\"},\"on\",\"off\"]}             | ``",
                "{\"if\":[{\"var\":\"x\"},\"maybe\",\"off\"]}          | variant-unknown /flags/f/targeting/if/1",
                "{\"if\":[{\"var\":\"x\"},\"on\",\"maybe\"]}           | variant-unknown /flags/f/targeting/if/2",
                "{\"if\":[{\"var\":\"x\"},\"on\",\"maybe\",\"off\"]}   | ``",
                "{\"if\":[{\"var\":\"x\"},\"on\",{\"var\":\"y\"},\"maybe\",\"off\"]} | variant-unknown /flags/f/targeting/if/3",
                "{\"if\":[{\"==\":[\"maybe\",\"off\"]},\"on\",null]}   | ``",
                "{\"if\":[{\"var\":\"x\"},{\"if\":[true,\"maybe\"]}]}  | variant-unknown /flags/f/targeting/if/1/if/1",
                "{\"if\":[{\"var\":\"x\"},true,\"off\"]}               | variant-unknown /flags/f/targeting/if/1",
                "{\"if\":[{\"var\":\"x\"},7,\"off\"]}                  | ``",
                "{\"fractional\":[[\"on\",1],[\"off\",1]]}             | ``",
                "{\"fractional\":[{\"cat\":[\"a\",\"b\"]},[\"on\"],[\"maybe\",1]]} | variant-unknown /flags/f/targeting/fractional/2/0",
                "{\"fractional\":[[{\"if\":[true,\"maybe\"]},1]]}      | variant-unknown /flags/f/targeting/fractional/0/0/if/1",
                "{\"if\":[{\"fractional\":[[\"maybe\",1]]},\"on\"]}    | ``",
                "{\"if\":[true,{\"$ref\":\"s\"}]}                      | ``",
                "{\"if\":[true,{\"$ref\":\"m\"}]}                      | variant-unknown /flags/f/targeting/if/1",
                "{\"matches\":[1,2]}                                   | operator /flags/f/targeting",
                "{\"in\":[1,[{\"matches\":[1,2]}]]}                    | operator /flags/f/targeting/in/1/0",
                "{\"rollout\":[1,2,\"on\"]}                            | operator /flags/f/targeting",
                "{\"==\":[1,1],\"!=\":[1,1]}                           | one-operator /flags/f/targeting",
                "{\"fractional\":[[\"on\",2147483647],[\"off\",0]]}    | ``",
                "{\"fractional\":[[\"on\",2147483647],[\"off\"]]}      | fractional-total /flags/f/targeting/fractional",
                "{\"fractional\":[[\"on\",1e300],[\"off\",1]]}         | fractional-total /flags/f/targeting/fractional",
            })
    void rule_whenItLeadsSomewhereOrNowhere_isAcceptedOrRefusedAtItsPlace(String rule, String refusal) {
        String evaluators = """
                {"e": {"==": [1, 1]},
                 "s": {"fractional": [["on", 1], ["off", 1]]},
                 "m": {"if": [true, {"$ref": "n"}]},
                 "n": {"fractional": [["maybe", 1]]}}
                """;
        assertEquals(refusal.isEmpty() ? List.of() : List.of(refusal), found(flag(rule, evaluators)));
    }

    @Test
    void place_whenKeysHaveSlashesAndTildes_isAJsonPointer() {
        String document = "{\"flags\":{\"a/b~c\":{\"variants\":{\"on\":1},\"targeting\":{\"if\":[1,\"x\"]}}}}";
        assertEquals(List.of("variant-unknown /flags/a~1b~0c/targeting/if/1"), found(document));
    }

    @Test
    void cycle_isNamedAndSaidOnce() {
        String evaluators = """
                {"before": {"!": {"$ref": "a"}}, "a": {"and": [{"$ref": "b"}, {"$ref": "c"}]}, "b": {"!": {"$ref": "c"}},
                 "c": {"==": [1, {"$ref": "b"}]}, "well": {"!": {"var": "x"}}}
                """;
        List<Violation> violations = FlagCheck.check(flag("{\"if\":[{\"$ref\":\"before\"},\"on\"]}", evaluators));
        assertEquals(1, violations.size(), violations.toString());
        assertEquals("evaluator-cycle", violations.get(0).rule());
        assertTrue(
                violations.get(0).message().endsWith("'b' -> 'c' -> 'b'"),
                violations.get(0).message());
        assertEquals(List.of("evaluator-cycle /$evaluators/a"), found(flag("{}", "{\"a\":{\"!\":{\"$ref\":\"a\"}}}")));
        assertEquals(
                List.of(),
                found(flag("{}", "{\"a\":{\"and\":[{\"$ref\":\"b\"},{\"$ref\":\"b\"}]},\"b\":{\"var\":\"x\"}}")));
    }

    @Test
    void size_whenEvaluatorsMultiply_isBounded() {
        StringBuilder evaluators = new StringBuilder("{\"e0\":{\"var\":\"x\"}");
        for (int i = 1; i <= 40; i++) {
            evaluators.append(",\"e%d\":{\"and\":[{\"$ref\":\"e%d\"},{\"$ref\":\"e%d\"}]}".formatted(i, i - 1, i - 1));
        }
        evaluators.append('}');
        // Two values more at each level for the rule and its array: 4 * 2^n - 2.
        assertEquals(List.of(), found(flag("{\"if\":[{\"$ref\":\"e11\"},\"on\"]}", evaluators.toString())));
        assertEquals(
                List.of("rule-size /flags/f/targeting"),
                found(flag("{\"if\":[{\"$ref\":\"e12\"},\"on\"]}", evaluators.toString())));
        assertEquals(
                List.of("rule-size /flags/f/targeting"),
                found(flag("{\"if\":[{\"$ref\":\"e40\"},\"on\"]}", evaluators.toString())));
    }

    @Test
    void size_whenExactlyAtTheBound_isAccepted() {
        // The rule, its array, and the items.
        String most = "1,".repeat(Evaluators.NODES - 3) + "1";
        assertEquals(List.of(), found(flag("{\"+\":[" + most + "]}", "{}")));
        assertEquals(List.of("rule-size /flags/f/targeting"), found(flag("{\"+\":[" + most + ",1]}", "{}")));
    }

    @Test
    void depth_whenBeyondTheBound_isRefusedAsWrittenAndThroughEvaluators() {
        String fits = "{\"!\":".repeat(Rules.LEVELS - 1) + "1" + "}".repeat(Rules.LEVELS - 1);
        assertEquals(List.of(), found(flag(fits, "{}")));
        List<Violation> deep = FlagCheck.check(flag("{\"!\":" + fits + "}", "{}"));
        assertEquals(
                List.of(FlagCheck.TOO_DEEP), deep.stream().map(Violation::rule).toList());
        assertEquals(List.of(), found(flag("{\"!\":1}", "{\"e\":" + fits + "}")));
        assertEquals(
                List.of("rule-depth /flags/f/targeting"),
                found(flag("{\"!\":{\"$ref\":\"e\"}}", "{\"e\":" + fits + "}")));
    }

    @Test
    void evaluators_whenAsManyAsAValueHolds_areCheckedWithoutOverflow() {
        StringBuilder chain = new StringBuilder("{\"e0\":{\"var\":\"x\"}");
        for (int i = 1; i < 2500; i++) {
            chain.append(",\"e%d\":{\"!\":{\"$ref\":\"e%d\"}}".formatted(i, i - 1));
        }
        assertEquals(
                List.of("rule-depth /flags/f/targeting"), found(flag("{\"!\":{\"$ref\":\"e2499\"}}", chain + "}")));
        String circle = chain.toString().replace("{\"var\":\"x\"}", "{\"!\":{\"$ref\":\"e2499\"}}");
        Violation cycle = FlagCheck.check(flag("{}", circle + "}")).get(0);
        assertEquals("evaluator-cycle", cycle.rule());
        assertTrue(cycle.message().length() < 200, cycle.message());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {"'\"on\"', true", "null, true", "absent, true", "'\"maybe\"', false", "'\"\"', false"})
    void defaultVariant_unlessNoneIsGiven_isOneOfTheVariants(@Nullable String variant, boolean accepted) {
        String field = variant == null ? "" : ",\"defaultVariant\":" + variant;
        String document = "{\"flags\":{\"f\":{\"variants\":{\"on\":true}" + field + "}}}";
        assertEquals(accepted ? List.of() : List.of("default-variant /flags/f/defaultVariant"), found(document));
    }

    @Test
    void numbers_whenBeyondADouble_areRefusedWhereverTheyStand() {
        String document = "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"v\":{\"a\":[1e308,1e309]}},"
                + "\"targeting\":{\"if\":[{\"<\":[{\"var\":\"a\"},-1e999]},\"v\"]}}},\"metadata\":{\"x\":1e400}}";
        assertEquals(
                List.of(
                        "number-range /flags/f/variants/v/a/1",
                        "number-range /flags/f/targeting/if/0/</1",
                        "number-range /metadata/x"),
                found(document));
    }

    @Test
    void numbers_whenTheirExponentIsHuge_areRefusedWithoutWritingThemOut() {
        assertEquals(
                List.of(
                        "fractional-total /flags/f/targeting/fractional",
                        "number-range /flags/f/targeting/fractional/0/1"),
                found(flag("{\"fractional\":[[\"on\",1e999999999],[\"off\",1]]}", "{}")));
    }

    @Test
    void bucketing_whenNotKnown_isRefusedInDocumentsAndFlags() {
        assertEquals(List.of(), found("{\"flags\":{},\"metadata\":{\"bucketing\":\"flagd-v2\",\"a\":1}}"));
        assertEquals(
                List.of("bucketing /metadata/bucketing"),
                found("{\"flags\":{},\"metadata\":{\"bucketing\":\"flagd-v1\"}}"));
        assertEquals(List.of("bucketing /metadata/bucketing"), found("{\"flags\":{},\"metadata\":{\"bucketing\":2}}"));
        assertEquals(
                List.of("bucketing /flags/f/metadata/bucketing"),
                found("{\"flags\":{\"f\":{\"metadata\":{\"bucketing\":\"\"}}}}"));
    }

    @Test
    void violations_whenThereAreManyAndKeysAreLong_staySmallAndNameNoValue() {
        StringBuilder buckets = new StringBuilder("[\"x0\"]");
        for (int i = 1; i < 500; i++) {
            buckets.append(",[\"x").append(i).append("\"]");
        }
        String key = "k".repeat(20_000);
        String document = "{\"flags\":{\"" + key + "\":{\"variants\":{\"on\":\"SECRET\"},\"defaultVariant\":\"" + key
                + "\",\"targeting\":{\"fractional\":[" + buckets + "]}}}}";
        List<Violation> violations = FlagCheck.check(document);
        // The place is cut to the same, but the variants are told apart.
        assertEquals(FlagCheck.MOST, violations.size());
        String all = Json.write(violations);
        assertTrue(all.length() < 200_000, () -> String.valueOf(all.length()));
        assertFalse(all.contains("SECRET"));
        assertTrue(violations.stream().noneMatch(v -> v.remedy().isEmpty()));
    }

    @Test
    void keys_areThoseOfTheFlagsAndNoneOfWhatIsNoDocument() {
        assertEquals(
                List.of("b", "a"),
                List.copyOf(FlagKeys.of("{\"flags\":{\"b\":1,\"a\":{}},\"$evaluators\":{\"e\":{}}}")));
        for (String none :
                List.of("{}", "[]", "{\"flags\":[{\"key\":\"a\"}]}", "{", "{\"flags\":{\"a\":1,\"a\":2}}", "")) {
            assertEquals(Set.of(), FlagKeys.of(none), none);
        }
    }

    @Test
    void operators_areThoseOfTheSchema() throws IOException {
        try (InputStream text = FlagCheck.class.getResourceAsStream("flags.schema.json")) {
            String schema = new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    Rules.OPERATORS,
                    new HashSet<>(Json.tree(schema).at("/$defs/rule/properties").propertyNames()));
        }
    }
}
