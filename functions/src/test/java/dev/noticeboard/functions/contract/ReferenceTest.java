package dev.noticeboard.functions.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference, docs/api.md, is the contract's. */
class ReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "api.md");

    @Test
    void page_whenComparedWithTheContract_isWhatIsMadeFromIt() throws IOException {
        String made = Reference.of(ApiDocument.shared());
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, made);
        }
        assertEquals(
                made, Files.readString(PAGE), "docs/api.md is not the contract's; write it anew: " + Reference.COMMAND);
    }
}
