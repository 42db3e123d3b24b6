package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    Path directory;

    @Test
    void file_whenMadeAtTheFirstStart_isOfTheOwnerAndKept() throws Exception {
        Path file = directory.resolve("token");
        assertThrows(UncheckedIOException.class, () -> Token.fromFile(file, false));
        Token made = Token.fromFile(file, true);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String text = Files.readString(file).strip();
        assertEquals(43, text.length());
        assertTrue(made.matches(text));
        assertTrue(Token.fromFile(file, true).matches(text), "the next start finds it");
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count(), "nothing is left beside it");
        }
    }

    @Test
    void file_thatOthersMayRead_isRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "0123456789abcdef\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(IllegalArgumentException.class, () -> Token.fromFile(file, false));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(Token.fromFile(file, false).matches("0123456789abcdef"));
    }

    @Test
    void token_isMatchedWholeAndNeverShown() {
        Token token = Token.of("0123456789abcdef");
        assertFalse(token.matches(null));
        assertFalse(token.matches(""));
        assertFalse(token.matches("0123456789abcde"));
        assertFalse(token.matches("0123456789abcdeF"));
        assertFalse(token.toString().contains("0123"));
        for (String bad : new String[] {"short", "0123456789abcde f", "0123456789abcdefé", "x".repeat(8193)}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Token.of(bad));
            assertFalse(String.valueOf(e.getMessage()).contains(bad));
        }
        assertThrows(IllegalArgumentException.class, () -> Token.ofLambda(null));
        assertTrue(Token.ofLambda("x".repeat(1500)).matches("x".repeat(1500)));
    }
}
