package dev.noticeboard.schemas.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ValueTextTest {
    @Test
    void check_whenTheTextHasNoUtf8FormOrIsTooLong_saysWhich() {
        assertTrue(ValueText.check("value", "é".repeat(Limits.VALUE_BYTES / 2)).isEmpty());
        assertEquals(
                "value-size",
                ValueText.check("value", "é".repeat(Limits.VALUE_BYTES / 2) + "x")
                        .orElseThrow()
                        .rule());
        assertEquals(
                "value-characters",
                ValueText.check("value", "\uD83D").orElseThrow().rule());
        assertEquals(4, ValueText.utf8Length("\uD83D\uDE00"));
    }
}
