package dev.noticeboard.functions.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md is what the code measures and logs. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "noticeboard", "functions");

    @Test
    void page_whenComparedWithTheCode_isWhatIsMadeFromIt() throws IOException {
        String made = MetricsPage.made();
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, made);
        }
        assertEquals(
                made,
                Files.readString(PAGE),
                "docs/metrics.md is not the code's; write it anew: " + MetricsPage.COMMAND);
    }

    @Test
    void names_whenThereAreMany_differ() {
        assertEquals(
                Measure.values().length,
                Arrays.stream(Measure.values()).map(Measure::title).distinct().count());
    }

    /** A name that nothing emits would be an alarm that never rings. */
    @Test
    void measuresAndEvents_whenNamed_areUsedByTheFunctions() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.toString().contains("observe"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        for (Measure measure : Measure.values()) {
            assertTrue(all.indexOf("Measure." + measure.name()) >= 0, measure + " is emitted by nothing");
        }
        for (LogEvent event : LogEvent.values()) {
            assertTrue(all.indexOf("LogEvent." + event.name()) >= 0, event + " is logged by nothing");
        }
    }
}
