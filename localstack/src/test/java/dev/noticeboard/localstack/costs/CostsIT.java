package dev.noticeboard.localstack.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.localstack.testing.EmbeddedOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Counts again and holds docs/costs.md to it. {@code localstack/costs} writes the page ({@code -Dcosts.write=true}). */
@EmbeddedOnly("it counts the calls of one board with nothing beside it")
class CostsIT {
    private static final Path PAGE = Path.of("..", "docs", "costs.md");

    @Test
    void page_isWhatIsCountedAndCalculated() throws IOException {
        String page;
        try (CountedBoard board = new CountedBoard()) {
            Counts counts = board.count();
            page = new CostsPage(counts, board.calls()).text();
        }
        if (Boolean.getBoolean("costs.write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                Files.readString(PAGE), page, "docs/costs.md is not what was counted. Write it anew: localstack/costs");
    }
}
