package dev.noticeboard.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules one by one, as JsonLogic and flagd document them; the differential test has them all together. */
class RulesTest {
    private static final Map<String, Object> CONTEXT = context();

    private static Map<String, Object> context() {
        Map<String, Object> context = new HashMap<>();
        context.put("targetingKey", "user-1");
        context.put("email", "ballmer@macrosoft.com");
        context.put("age", 30);
        context.put("num", 123);
        context.put("nothing", null);
        context.put("tags", List.of("a", "b"));
        context.put("numbers", Arrays.asList(1, 2, 3.5));
        context.put("user", Map.of("name", "jon", "tier", "gold"));
        return context;
    }

    /** Each rule is a condition between the variants "true" and "false". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'==': [1, '1']} | true",
                "{'===': [1, '1']} | false",
                "{'!=': [1, 2]} | true",
                "{'!==': [1, '1']} | true",
                "{'!': ['']} | true",
                "{'!!': ['mike']} | true",
                "{'!!': [[]]} | false",
                "{'<': [1, 5, 10]} | true",
                "{'<': [1, 11, 10]} | false",
                "{'<=': [1, 1, 10]} | true",
                "{'>': [{'var': 'age'}, 29]} | true",
                "{'>=': [{'var': ['missing', 1]}, 1]} | true",
                "{'in': ['macro', {'var': 'email'}]} | true",
                "{'in': ['b', {'var': 'tags'}]} | true",
                "{'in': ['c', {'var': 'tags'}]} | false",
                "{'==': [{'var': 'user.name'}, 'jon']} | true",
                "{'==': [{'var': 'tags.1'}, 'b']} | true",
                "{'==': [{'cat': ['a', 1, 2.5, true]}, 'a12.5true']} | true",
                "{'==': [{'substr': ['jsonlogic', -5]}, 'logic']} | true",
                "{'==': [{'substr': ['jsonlogic', 1, 3]}, 'son']} | true",
                "{'==': [{'substr': ['jsonlogic', 4, -2]}, 'log']} | true",
                "{'==': [{'+': [{'var': 'age'}, '2', 0.5]}, 32.5]} | true",
                "{'==': [{'-': [{'var': 'age'}]}, -30]} | true",
                "{'==': [{'%': [{'var': 'age'}, 7]}, 2]} | true",
                "{'==': [{'/': [{'var': 'age'}, 4]}, 7.5]} | true",
                "{'==': [{'*': [{'var': 'age'}, 2]}, 60]} | true",
                "{'==': [{'max': [1, {'var': 'age'}, 3]}, 30]} | true",
                "{'==': [{'min': [1, {'var': 'age'}, 3]}, 1]} | true",
                "{'==': [{'reduce': [{'var': 'numbers'}, {'+': [{'var': 'current'}, {'var': 'accumulator'}]}, 0]}, 6.5]} | true",
                "{'some': [{'var': 'numbers'}, {'>': [{'var': ''}, 3]}]} | true",
                "{'all': [{'var': 'numbers'}, {'>': [{'var': ''}, 3]}]} | false",
                "{'none': [{'var': 'numbers'}, {'>': [{'var': ''}, 4]}]} | true",
                "{'==': [{'cat': {'map': [{'var': 'numbers'}, {'*': [{'var': ''}, 2]}]}}, '247']} | true",
                "{'==': [{'cat': {'filter': [{'var': 'numbers'}, {'<': [{'var': ''}, 3]}]}}, '12']} | true",
                "{'==': [{'cat': {'merge': [[1, 2], 3]}}, '123']} | true",
                "{'==': [{'cat': {'missing': ['age', 'x', 'y']}}, 'xy']} | true",
                "{'!': {'missing_some': [1, ['age', 'x']]}} | true",
                "{'some': [{'var': 'tags'}, {'starts_with': [{'var': ''}, 'b']}]} | true",
                "{'==': [{'var': '$flagd.flagKey'}, 'f']} | true",
                "{'and': [true, {'==': [{'var': 'targetingKey'}, 'user-1']}]} | true",
                "{'or': [false, {'var': 'nothing'}, 0]} | false",
                "{'starts_with': [{'var': 'email'}, 'ballmer']} | true",
                "{'ends_with': [{'var': 'email'}, '.com']} | true",
                "{'starts_with': [{'var': 'num'}, '1']} | false",
                "{'fractional': [[false, 0], [true, 100]]} | true",
                "{'fractional': [[false, 100], [true, 0]]} | false",
                "{'fractional': [{'var': 'absent'}, ['one', 50], ['two', 50]]} | false",
                "{'fractional': [{'var': 'targetingKey'}, ['one', 0], ['two', 0]]} | false"
            })
    void evaluate_ofAnOperatorAsACondition_isWhatItsDocumentationSays(String rule, String variant) {
        String condition = "{\"if\": [" + rule.replace('\'', '"') + ", \"true\", \"false\"]}";
        assertEquals(variant + " TARGETING_MATCH", Sets.evaluate(condition, CONTEXT));
    }

    /** The rule itself chooses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'if': [false, 'one', false, 'two', 'three']} | three TARGETING_MATCH",
                "{'if': [false, 'one', true, 'two', 'three']} | two TARGETING_MATCH",
                "{'if': [{'var': 'absent'}, 'one']} | fallback DEFAULT",
                "{'if': [true, null, 'one']} | fallback DEFAULT",
                "{'==': [1, 1]} | true TARGETING_MATCH",
                "{'starts_with': ['abc']} | fallback DEFAULT",
                "{'ends_with': [1, 'xyz']} | fallback DEFAULT",
                "{'sem_ver': ['not-a-version', '=', '1.0.0']} | fallback DEFAULT",
                "{'sem_ver': ['1.0.0', '===', '1.0.0']} | fallback DEFAULT",
                "{'fractional': [['one', 1]]} | one TARGETING_MATCH",
                "{'fractional': [{'var': 'age'}, ['one', 1]]} | fallback DEFAULT",
                "{'fractional': [['one', 0.5], ['two', 1]]} | fallback DEFAULT",
                "{'fractional': [['one', 2147483647], ['two', 1]]} | fallback DEFAULT",
                "{'fractional': [['one', -5], ['two', 1]]} | two TARGETING_MATCH",
                "{'fractional': [['one', 0], ['two', 0]]} | fallback DEFAULT",
                "{'fractional': [{'var': 'email'}, ['unknown', 1]]} | GENERAL",
                "{'+': [{'var': 'email'}, 1]} | GENERAL",
                "{'==': [{'var': 'tags'}, 1]} | GENERAL",
                "{'substr': [{'var': 'age'}, 1]} | GENERAL",
                "{'in': ['a', {'var': 'age'}]} | GENERAL",
                "{'cat': ['o', 'ne']} | one TARGETING_MATCH",
                "{'if': [true, 'one'], 'and': []} | PARSE_ERROR",
                "{'+': ['abc', 1]} | PARSE_ERROR",
                "{'%': [1]} | PARSE_ERROR"
            })
    void evaluate_ofARule_choosesOrFallsBackOrFails(String rule, String outcome) {
        assertEquals(outcome, Sets.evaluate(rule.replace('\'', '"'), CONTEXT));
    }

    @ParameterizedTest
    @CsvSource({
        "2.0.0, =, 2.0.0, true",
        "2.0.0+a, =, 2.0.0+b, true",
        "v2.0.0, =, 2.0.0, true",
        "2, =, 2.0.0, true",
        "2.1, =, 2.1.0, true",
        "2.1.0, >, 2.0.0, true",
        "1.9.0, <, 2.0.0, true",
        "2.0.0-alpha, <, 2.0.0, true",
        "2.0.0-alpha.1, >, 2.0.0-alpha, true",
        "2.0.0-alpha.2, <, 2.0.0-alpha.10, true",
        "2.0.0-1, <, 2.0.0-alpha, true",
        "2.0.0, !=, 2.0.1, true",
        "2.0.0, >=, 2.0.0, true",
        "2.0.0, <=, 1.9.9, false",
        "3.0.1, ~, 3.0.0, true",
        "3.1.0, ~, 3.0.0, false",
        "3.1.0, ^, 3.0.0, true",
        "4.0.0, ^, 3.0.0, false"
    })
    void semVer_comparesAsSemverOrgSays(String version, String operator, String with, String truth) {
        String rule = "{\"sem_ver\": [{\"var\": \"version\"}, \"" + operator + "\", \"" + with + "\"]}";
        assertEquals(truth + " TARGETING_MATCH", Sets.evaluate(rule, Map.of("version", version)));
    }

    @ParameterizedTest
    @CsvSource({"2.0.0.0", "01.0.0", "1.0.0-01", "x", "1.05", "99999999999999999999.0.0"})
    void semVer_ofWhatIsNoVersion_choosesTheDefault(String version) {
        String rule = "{\"sem_ver\": [{\"var\": \"version\"}, \"=\", \"1.0.0\"]}";
        assertEquals("fallback DEFAULT", Sets.evaluate(rule, Map.of("version", version)));
    }

    @Test
    void timestamp_isTheTimeInSeconds() {
        String rule = "{\"if\": [{\"==\": [{\"var\": \"$flagd.timestamp\"}, 1790000000]}, \"one\", \"two\"]}";
        String document = "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"one\":1,\"two\":2},\"targeting\":"
                + rule + "}}}";
        FlagSet set = FlagSet.of(Map.of("d", document), () -> Instant.ofEpochSecond(1790000000L, 999_999_999));
        assertEquals("one TARGETING_MATCH", Sets.outcome(set.evaluate("f", FlagContext.EMPTY)));
    }

    @Test
    void references_whenNestedAndShared_areReplaced() {
        FlagSet set = Sets.of("""
                {"flags": {"f": {"state": "ENABLED", "variants": {"one": 1, "two": 2}, "defaultVariant": "two",
                   "targeting": {"if": [{"$ref": "both"}, "one", null]}}},
                 "$evaluators": {"old": {">": [{"var": "age"}, 20]},
                                 "both": {"and": [{"$ref": "old"}, {"$ref": "mail"}]},
                                 "mail": {"ends_with": [{"var": "email"}, "@macrosoft.com"]}}}
                """);
        assertEquals("one TARGETING_MATCH", Sets.outcome(set.evaluate("f", FlagContext.of(CONTEXT))));
    }

    @Test
    void references_whenTheyLeadBackOrMultiply_areParseErrors() {
        String twice = "{\"and\": [{\"$ref\": \"%d\"}, {\"$ref\": \"%d\"}]}";
        StringBuilder evaluators =
                new StringBuilder("\"0\": {\"var\": \"a\"}, \"loop\": {\"!\": {\"$ref\": \"loop\"}}");
        for (int i = 1; i < 40; i++) {
            evaluators.append(", \"").append(i).append("\": ").append(twice.formatted(i - 1, i - 1));
        }
        for (String start : List.of("loop", "39")) {
            FlagSet set = Sets.of("{\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"one\": 1},"
                    + " \"targeting\": {\"if\": [{\"$ref\": \"" + start + "\"}, \"one\", null]}}}, \"$evaluators\": {"
                    + evaluators + "}}");
            assertEquals("PARSE_ERROR", Sets.outcome(set.evaluate("f", FlagContext.EMPTY)));
        }
    }

    @Test
    void explain_whenARuleDecides_leadsToThePartThatDid() {
        FlagSet set = Sets.targeting("""
                {"if": [{"==": [{"var": "user.tier"}, "silver"]}, "one",
                        {"fractional": [{"var": "email"}, ["two", 30], ["three", 70]]}]}
                """);
        Explanation explanation = set.explain("f", FlagContext.of(CONTEXT));
        assertEquals(
                List.of("targeting/if/0", "targeting/if/2"),
                explanation.steps().stream().map(Explanation.Step::place).toList());
        assertEquals(false, explanation.steps().get(0).value());
        assertEquals(
                "{\"fractional\":[{\"var\":\"email\"},[\"two\",30],[\"three\",70]]}",
                explanation.steps().get(1).rule());
        String note = String.valueOf(explanation.steps().get(1).note());
        assertTrue(note.matches("bucket \\d+ of 100"), note);
        assertEquals(Sets.outcome(set.evaluate("f", FlagContext.of(CONTEXT))), Sets.outcome(explanation.evaluation()));
    }

    @Test
    void explain_whenTheRuleFails_saysWhy() {
        Explanation explanation = Sets.targeting(
                        "{\"or\": [{\"var\": \"absent\"}, {\"+\": [{\"var\": \"email\"}, 1]}]}")
                .explain("f", FlagContext.of(CONTEXT));
        assertEquals("GENERAL", Sets.outcome(explanation.evaluation()));
        assertEquals("+ needs numbers", explanation.steps().get(1).note());
    }
}
