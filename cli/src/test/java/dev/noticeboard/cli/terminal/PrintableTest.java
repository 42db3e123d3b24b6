package dev.noticeboard.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Foreign text on a terminal. */
class PrintableTest {
    @Test
    void oneLine_escapesWhatMovesTheCursor() {
        assertEquals("a\\nb\\tc\\r\\u001b[0m ü 🎈\\u202e", Printable.oneLine("a\nb\tc\r\u001b[0m ü 🎈\u202e"));
    }

    @Test
    void atMost_neverCutsACharacterInTwo() {
        assertEquals("ab…", Printable.atMost(3, "abcd"));
        assertEquals("abc", Printable.atMost(3, "abc"));
        assertEquals("a…", Printable.atMost(3, "a🎈bc"));
    }

    @Property(tries = 200)
    void oneLine_ofAnyText_hasNoControlCharacter(@ForAll String text) {
        assertFalse(Printable.oneLine(text).codePoints().anyMatch(Character::isISOControl));
        assertTrue(Printable.oneLine(text).length() >= text.length());
    }
}
