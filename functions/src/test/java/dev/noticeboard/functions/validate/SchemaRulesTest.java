package dev.noticeboard.functions.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which schemas may be bound, and what they say of values. */
class SchemaRulesTest {
    private static final String PREFIX = "/billing/prod/db";

    private final SchemaRules rules = new SchemaRules();

    private List<Violation> violations(String schema, String instance) {
        return rules.violations(
                new BoundSchema(PREFIX, 1, schema), "value", new ParameterName(PREFIX + "/x"), Json.tree(instance));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000} | ``",
                "true | ``",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"} | ``",
                "{\"$defs\":{\"n\":{\"type\":\"integer\"}},\"$ref\":\"#/$defs/n\"} | ``",
                "{\"properties\":{\"$ref\":{\"type\":\"string\"},\"$id\":true}} | ``",
                "{\"const\":{\"$ref\":\"http://example.com/\"}} | ``",
                "{\"properties\":{\"a\":{\"$ref\":\"#\"}}} | ``",
                "{type:1} | schema-json",
                "[] | schema-grammar",
                "{\"type\":\"whole\"} | schema-grammar",
                "{\"minimum\":\"1\"} | schema-grammar",
                "{\"properties\":{\"a\":7}} | schema-grammar",
                "{\"$ref\":\"http://169.254.169.254/latest\"} | schema-reference",
                "{\"items\":[{\"$ref\":\"other.json\"}]} | schema-reference",
                "{\"properties\":{\"properties\":{\"$dynamicRef\":\"file:///etc/passwd\"}}} | schema-reference",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"} | schema-dialect",
                "{\"$id\":\"https://example.com/mine\"} | schema-id",
                "{\"$ref\":\"#/$defs/absent\"} | schema-unusable",
                "{\"$ref\":\"#\"} | schema-unusable",
                "{\"pattern\":\"(\"} | schema-unusable",
            })
    void schema_whenChecked_isBoundOrRefusedByRule(String schema, String rule) {
        List<Violation> found = rules.check(schema);
        assertEquals(
                rule.isEmpty() ? List.of() : List.of(rule),
                found.stream().map(Violation::rule).distinct().toList());
    }

    @Test
    void check_ofANumberOutOfRange_isAViolationAndNoFault() {
        for (String schema : new String[] {"{\"maxLength\":1e400}", "{\"properties\":{\"a\":{\"minItems\":1e30}}}"}) {
            assertEquals(
                    "schema-grammar", new SchemaRules().check(schema).get(0).rule(), schema);
        }
    }

    @Test
    void schema_whenTooLarge_isRefused() {
        assertTrue(rules.check("{\"description\":\"" + "x".repeat(Limits.SCHEMA_BYTES - 19) + "\"}")
                .isEmpty());
        assertEquals(
                "schema-size",
                rules.check("{\"description\":\"" + "x".repeat(Limits.SCHEMA_BYTES) + "\"}")
                        .get(0)
                        .rule());
    }

    @Test
    void poolSize_whenOutOf1To1000_namesParameterRuleAndPlace() {
        String schema = "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000}";
        assertTrue(violations(schema, "1").isEmpty());
        assertTrue(violations(schema, "1000").isEmpty());
        assertEquals(
                new Violation(
                        "value",
                        "minimum",
                        "must be at least 1",
                        "Change the value, or the schema bound to " + PREFIX + ".",
                        PREFIX + "/x",
                        "",
                        PREFIX + "#/minimum"),
                violations(schema, "0").get(0));
        assertEquals("must be at most 1000", violations(schema, "1001").get(0).message());
        assertEquals(
                "must be of type integer", violations(schema, "\"7\"").get(0).message());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"type\":[\"integer\",\"null\"]} | \"m4rk3r\" | must be of type [integer, null] | ``",
                "{\"exclusiveMinimum\":5} | 5 | must be more than 5 | ``",
                "{\"exclusiveMaximum\":5} | 5 | must be less than 5 | ``",
                "{\"multipleOf\":2} | 5 | must be a multiple of 2 | ``",
                "{\"minLength\":9} | \"m4rk3r\" | must have at least 9 characters | ``",
                "{\"maxLength\":2} | \"m4rk3r\" | must have at most 2 characters | ``",
                "{\"pattern\":\"^a\"} | \"m4rk3r\" | must match the regular expression \"^a\" | ``",
                "{\"enum\":[\"a\",\"b\"]} | \"m4rk3r\" | must be one of [\"a\",\"b\"] | ``",
                "{\"const\":1} | \"m4rk3r\" | must be 1 | ``",
                "{\"required\":[\"z\"]} | {} | must have the property 'z' | ``",
                "{\"additionalProperties\":false} | {\"m4rk3r\":1} | has a property that the schema does not know | ``",
                "{\"properties\":{\"a\":{\"minItems\":2}}} | {\"a\":[1]} | must have at least 2 items | /a",
                "{\"items\":{\"maxItems\":0}} | [[1]] | must have at most 0 items | /0",
                "{\"uniqueItems\":true} | [1,1] | must not have an item twice | ``",
                "{\"minProperties\":1} | {} | must have at least 1 properties | ``",
                "{\"maxProperties\":0} | {\"m4rk3r\":1} | must have at most 0 properties | ``",
                "{\"prefixItems\":[true],\"items\":false} | [1,2] | has an item that the schema does not know | ``",
                "{\"oneOf\":[true,true]} | 1 | must satisfy exactly one schema of the list | ``",
                "{\"not\":true} | \"m4rk3r\" | must not satisfy the schema under 'not' | ``",
                "false | \"m4rk3r\" | is allowed no value at all | ``",
                "{\"contains\":{\"const\":1}} | [\"m4rk3r\"] | breaks the rule 'minContains' | ``",
                "{\"propertyNames\":{\"maxLength\":1}} | {\"m4rk3r\":1} | breaks the rule 'propertyNames' | ``",
            })
    void violation_whenOfAKeyword_saysWhatIsRightWithoutTheValue(
            String schema, String instance, String message, String place) {
        Violation v = violations(schema, instance).get(0);
        assertEquals(message, v.message());
        assertEquals(place, v.place());
        assertFalse((v.message() + v.remedy() + v.field() + v.schema()).contains("m4rk3r"));
    }

    @Test
    void value_whenTheSchemaCannotJudgeIt_isRefused() {
        String deep = "[".repeat(400) + "]".repeat(400);
        String schema = "{\"items\":{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}}";
        assertTrue(rules.check(schema).isEmpty());
        assertTrue(violations(schema, "[[1]]").isEmpty());
        assertTrue(violations("{\"$ref\":\"#\"}", deep).stream()
                .allMatch(v -> v.rule().equals("schema-unusable")));
    }
}
