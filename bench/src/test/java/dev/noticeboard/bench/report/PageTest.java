package dev.noticeboard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is what is printed, written and documented. */
class PageTest {
    private static final Path DOCS = Path.of("../docs");

    private static Figures figures() {
        Table table = Table.of("Times", "path", "median (ms)", "changes", "peer")
                .row("push", 12.345, 1_234_567, Double.NaN)
                .row("poll", 0.0123, 50L, 987.6)
                .build();
        return Figures.of("Propagation", List.of(table), List.of("one run"))
                .asRun("propagation", "bench/run propagation", false, Instant.parse("2026-11-30T10:00:00Z"), 61);
    }

    @Test
    void write_whenReadAgain_isTheSame(@TempDir Path folder) throws IOException {
        Figures read = FiguresFile.read(FiguresFile.write(folder, figures()));
        assertEquals(
                Page.with("<!-- begin propagation -->\n<!-- end propagation -->", figures()),
                Page.with("<!-- begin propagation -->\n<!-- end propagation -->", read));
    }

    @Test
    void with_whenThePageHasThePart_replacesItAndNothingElse() {
        String page = "before\n<!-- begin propagation -->\nold\n<!-- end propagation -->\nafter\n";
        String made = Page.with(page, figures());
        assertTrue(
                made.startsWith("before\n<!-- begin propagation -->\n\n`bench/run propagation`, 61 s, 2026-11-30: "),
                made);
        assertTrue(made.contains("| push | 12.3 | 1,234,567 | – |\n| poll | 0.012 | 50 | 988 |\n"), made);
        assertTrue(made.endsWith("- one run\n\n<!-- end propagation -->\nafter\n"), made);
        assertEquals(made, Page.with(made, figures()));
    }

    @Test
    void with_whenThePageLacksThePart_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Page.with("nothing", figures()));
    }

    @Test
    void text_whenPrinted_alignsNumbersToTheRight() {
        String text = Terminal.text(figures());
        assertTrue(text.contains("  path  median (ms)    changes  peer\n"), text);
        assertTrue(text.contains("  push         12.3  1,234,567     –\n"), text);
    }

    /** docs/figures.md says what docs/figures/*.json say, and those are of whole runs without faults. */
    @Test
    void figuresPage_always_hasTheFiguresThatWereMeasured() throws IOException {
        String page = Files.readString(DOCS.resolve("figures.md"));
        try (Stream<Path> files =
                Files.exists(DOCS.resolve("figures")) ? Files.list(DOCS.resolve("figures")) : Stream.empty()) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                Figures measured = FiguresFile.read(file);
                assertEquals(
                        page,
                        Page.with(page, measured),
                        file + " differs from docs/figures.md: bench/run " + measured.name() + " --write");
                assertEquals(List.of(), measured.faults(), file.toString());
                assertTrue(!measured.quick(), file + " is of a quick run");
                for (String plot : measured.plots()) {
                    assertTrue(Files.exists(DOCS.resolve("figures").resolve(plot)), plot);
                }
            }
        }
    }
}
