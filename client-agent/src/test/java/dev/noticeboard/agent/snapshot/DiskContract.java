package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every disk does that does not fail. */
abstract class DiskContract {
    abstract Disk disk();

    abstract Path file(String name);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void assertHolds(String text, String file) throws IOException {
        assertArrayEquals(bytes(text), disk().read(file(file)).orElseThrow());
    }

    @Test
    void read_whenThereIsNoFile_isEmpty() throws IOException {
        assertEquals(Optional.empty(), disk().read(file("none")));
    }

    @Test
    void write_whenThereIsAFile_takesItsPlace() throws IOException {
        disk().write(file("a"), bytes("long before"));
        disk().write(file("a"), bytes("after"));
        assertHolds("after", "a");
    }

    @Test
    void writeAt_insideAtTheEndAndInNoFile_writesThere() throws IOException {
        disk().write(file("a"), bytes("0123456789"));
        disk().writeAt(file("a"), 2, bytes("xy"));
        disk().writeAt(file("a"), 9, bytes("zz"));
        assertHolds("01xy45678zz", "a");
        disk().writeAt(file("b"), 0, bytes("new"));
        assertHolds("new", "b");
    }

    @Test
    void truncate_whenLongerShorterOrMissing_leavesAtMostThatMuch() throws IOException {
        disk().write(file("a"), bytes("0123456789"));
        disk().truncate(file("a"), 4);
        disk().truncate(file("a"), 40);
        assertHolds("0123", "a");
        disk().truncate(file("none"), 0);
        assertEquals(Optional.empty(), disk().read(file("none")));
    }

    @Test
    void rename_whenThereIsAnother_takesItsPlace() throws IOException {
        disk().write(file("a"), bytes("a"));
        disk().write(file("b"), bytes("b"));
        disk().rename(file("a"), file("b"));
        assertHolds("a", "b");
        assertEquals(Optional.empty(), disk().read(file("a")));
        assertThrows(IOException.class, () -> disk().rename(file("none"), file("b")));
        assertHolds("a", "b");
    }

    @Test
    void delete_twice_isNoError() throws IOException {
        disk().write(file("a"), bytes("a"));
        disk().delete(file("a"));
        disk().delete(file("a"));
        assertEquals(Optional.empty(), disk().read(file("a")));
    }
}
