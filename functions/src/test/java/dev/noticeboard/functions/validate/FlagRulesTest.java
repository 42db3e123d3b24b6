package dev.noticeboard.functions.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.noticeboard.schemas.flags.FlagCheck;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which documents of flags may be written: each form that flagd's published schemas accept, and each that they refuse. */
class FlagRulesTest {
    private static final Set<String> FORM = Set.of(FlagRules.FORMAT, "one-operator");
    private static final Path OTEL_DEMO = Path.of("../../shared/data/otel-demo.flagd.json");

    private static Stream<Arguments> cases(String file) throws IOException {
        try (InputStream text = FlagRulesTest.class.getResourceAsStream("/flags/" + file)) {
            JsonNode cases = Json.tree(new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8));
            return Stream.of(true, false)
                    .flatMap(accepted -> cases.path(accepted ? "accepted" : "refused").properties().stream()
                            .map(each -> Arguments.of(each.getKey(), accepted, each.getValue())));
        }
    }

    private static Stream<Arguments> rules() throws IOException {
        return cases("rules.json");
    }

    private static Stream<Arguments> documents() throws IOException {
        return cases("documents.json");
    }

    private static void judge(String name, boolean accepted, String document) {
        List<Violation> violations = FlagRules.check("changes[0].value", document);
        assertEquals(accepted, violations.isEmpty(), () -> name + ": " + violations);
        violations.forEach(v -> {
            assertTrue(FORM.contains(v.rule()), () -> name + ": " + v);
            assertEquals("changes[0].value", v.field());
            assertFalse(v.remedy().isEmpty());
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void rule_isAcceptedOrRefusedByItsForm(String name, boolean accepted, JsonNode rule) {
        // An evaluator has the form of a flag's targeting, and what it answers is no variant yet.
        JsonNode equal = Json.tree("{\"==\":[1,1]}");
        judge(name, accepted, Json.write(Map.of("flags", Map.of(), "$evaluators", Map.of("rule", rule, "x", equal))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("documents")
    void document_isAcceptedOrRefusedByItsForm(String name, boolean accepted, JsonNode document) {
        judge(name, accepted, Json.write(document));
    }

    @Test
    void otelDemo_isAcceptedAsItStands() throws IOException {
        String message = "SKIPPED: the test data " + OTEL_DEMO + " is not there";
        if (!Files.exists(OTEL_DEMO)) {
            System.out.println(message);
        }
        assumeTrue(Files.exists(OTEL_DEMO), message);
        assertEquals(List.of(), FlagRules.check("value", Files.readString(OTEL_DEMO)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"flags\":[]} | /flags | object with a field for each flag",
                "{\"flags\":{\"f\":{\"variants\":{\"a\":1}}}} | /flags/f | must have the property 'state'",
                "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1,\"b\":true}}}} | /flags/f/variants | values of one kind",
                "{\"flags\":{},\"$evaluators\":{\"e\":{\"rollout\":[1,2,\"a\"]}}} | /$evaluators/e | 'rollout'",
                "{\"flags\":{},\"$evaluators\":{\"e\":{\"$ref\":\"e\"}}} | /$evaluators/e | takes none",
                "{\"flags\":{},\"$evaluators\":{\"e\":{\"==\":[1,1],\"or\":[1]}}} | /$evaluators/e | operators in one object",
                "{\"flags\":{},\"$evaluators\":{\"e\":{\"fractional\":[[\"a\",-1]]}}} | /$evaluators/e/fractional/0/1 | weight of 0 or more",
                "{\"flags\":{},\"$evaluators\":{\"e\":{\"sem_ver\":[\"v1.0.0\",\"=\",\"1.0.0\"]}}} | /$evaluators/e/sem_ver/0 | version in full",
            })
    void refusal_namesThePlaceOnceAndWhatWouldBeRight(String document, String place, String words) {
        List<Violation> violations = FlagRules.check("value", document);
        assertEquals(1, violations.size(), violations.toString());
        assertEquals(place, violations.get(0).place());
        assertTrue(
                violations.get(0).message().contains(words), violations.get(0).message());
    }

    @Test
    void form_whenItHolds_isFollowedByWhatASchemaCannotSay() {
        String document = "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1},\"defaultVariant\":\"b\"}}}";
        assertEquals(
                "default-variant", FlagRules.check("value", document).get(0).rule());
    }

    @Test
    void rule_whenNestedAsDeepAsJsonMayBe_isRefusedBeforeTheSchemaIsAsked() {
        String deep = "{\"!\":".repeat(400) + "1" + "}".repeat(400);
        List<Violation> violations = FlagRules.check("value", "{\"flags\":{},\"$evaluators\":{\"e\":" + deep + "}}");
        assertEquals(
                List.of(FlagCheck.TOO_DEEP),
                violations.stream().map(Violation::rule).toList());
    }

    @ParameterizedTest
    @CsvSource({"1e300", "-1e300", "12345678901234567890123", "0.1e1000"})
    void variant_whenANumberBeyondWhatIsSafe_isRefusedNotThrown(String number) {
        List<Violation> violations = FlagRules.check(
                "value", "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"a\":" + number + "}}}}");
        assertEquals(1, violations.size(), violations.toString());
        assertFalse(violations.toString().contains(number));
    }

    @Test
    void violations_whenVeryMany_areBounded() {
        String weights = "[\"a\",-1],".repeat(3000) + "[\"a\",-1]";
        assertEquals(
                FlagCheck.MOST,
                FlagRules.check("value", "{\"flags\":{},\"$evaluators\":{\"e\":{\"fractional\":[" + weights + "]}}}")
                        .size());
    }
}
