package dev.noticeboard.functions.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a value may be. */
class ValueRulesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "TEXT | anything | true",
                "TEXT | `` | true",
                "INTEGER | 0 | true",
                "INTEGER | -12 | true",
                "INTEGER | 007 | false",
                "INTEGER | +1 | false",
                "INTEGER | 1.0 | false",
                "INTEGER | 1e3 | false",
                "INTEGER | `` | false",
                "INTEGER | ` 1` | false",
                "NUMBER | 1e3 | true",
                "NUMBER | -0.25E-3 | true",
                "NUMBER | .5 | false",
                "NUMBER | NaN | false",
                "NUMBER | 1e999999999 | false",
                "NUMBER | 1e99999999999 | false",
                "BOOLEAN | true | true",
                "BOOLEAN | True | false",
                "BOOLEAN | 1 | false",
                "JSON | {\"a\":[1,null]} | true",
                "JSON | \"x\" | true",
                "JSON | {\"a\":1,\"a\":2} | false",
                "JSON | {a:1} | false",
                "JSON | [1e999999999] | false",
                "JSON | [1e99999999999] | false",
                "JSON | {\"a\":{\"b\":1E-5000}} | false",
                "JSON | `` | false",
                "JSON | 1 2 | false",
                "FLAGS | {\"flags\":{}} | true",
                "FLAGS | {\"flags\":{},\"flags\":{}} | false",
                "FLAGS | {\"flags\":{\"f\":1e999999999}} | false",
                "FLAGS | on | false",
            })
    void value_whenOfADataType_isAcceptedOrRefused(DataType dataType, String value, boolean accepted) {
        Optional<Violation> v = ValueRules.check("value", new Typing(ParameterType.STRING, dataType), value);
        assertEquals(accepted, v.isEmpty(), v.map(Violation::line).orElse("accepted"));
        v.ifPresent(violation -> assertEquals("data-type", violation.rule()));
    }

    @Test
    void number_whenItHasTooManyDigits_isRefused() {
        Typing integer = new Typing(ParameterType.STRING, DataType.INTEGER);
        assertTrue(ValueRules.check("value", integer, "9".repeat(1000)).isEmpty());
        assertFalse(ValueRules.check("value", integer, "9".repeat(1001)).isEmpty());
    }

    @Test
    void json_whenNestedTooDeep_isRefused() {
        Typing json = new Typing(ParameterType.STRING, DataType.JSON);
        assertFalse(ValueRules.check("value", json, "[".repeat(30_000) + "]".repeat(30_000))
                .isEmpty());
    }

    @Test
    void stringList_whenAnElementIsEmptyOrItHasADataType_isRefused() {
        Typing list = new Typing(ParameterType.STRING_LIST, DataType.TEXT);
        assertTrue(ValueRules.check("value", list, "a,b").isEmpty());
        assertFalse(ValueRules.check("value", list, "a,,b").isEmpty());
        assertFalse(ValueRules.check("value", list, "a,").isEmpty());
        assertFalse(ValueRules.check("value", list, "").isEmpty());
        assertFalse(ValueRules.check("value", new Typing(ParameterType.STRING_LIST, DataType.JSON), "a")
                .isEmpty());
        assertEquals("[\"a\",\"b\"]", ValueRules.instance(list, "a,b").toString());
    }

    @Test
    void secureString_isRefusedWithARemedy() {
        Violation v = ValueRules.check("value", new Typing(ParameterType.SECURE_STRING, DataType.TEXT), "s")
                .orElseThrow();
        assertEquals("secure-string", v.rule());
    }

    @Test
    void text_whenTooLongOrNotUnicode_isRefused() {
        assertTrue(ValueText.check("value", "x".repeat(Limits.VALUE_BYTES)).isEmpty());
        assertEquals(
                "value-size",
                ValueText.check("value", "x".repeat(Limits.VALUE_BYTES) + "y")
                        .orElseThrow()
                        .rule());
        assertEquals(
                "value-size",
                ValueText.check("value", "é".repeat(Limits.VALUE_BYTES / 2) + "y")
                        .orElseThrow()
                        .rule());
        assertEquals(
                "value-characters",
                ValueText.check("value", "a\ud800b").orElseThrow().rule());
        assertTrue(ValueText.check("value", "\uD83D\uDE00").isEmpty());
    }

    @Test
    void message_neverHoldsTheValue() {
        String marker = "m4rk3r";
        for (DataType type : DataType.values()) {
            for (ParameterType parameterType : ParameterType.values()) {
                ValueRules.check("value", new Typing(parameterType, type), marker + ",,")
                        .ifPresent(v -> assertFalse(v.toString().contains(marker), v.line()));
            }
        }
    }
}
