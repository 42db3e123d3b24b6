package dev.noticeboard.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of the measurement once, as small as can be. */
class ScaleTest {
    @TempDir
    Path folder;

    @Test
    void measure_ofAHundredParameters_fillsEachTable() throws Exception {
        Run run = new Run(true, 1, 0, folder, line -> {});
        Figures figures = Scale.measure(run, List.of(100), Duration.ofMillis(300));
        assertEquals(
                List.of(3, 2, 2, 1, 4),
                figures.tables().stream().map(t -> t.rows().size()).toList());
        Table imports = figures.tables().get(0);
        assertEquals(3, imports.rows().get(0).get(4), "change sets of at most 48");
        assertEquals(6L, imports.rows().get(0).get(5), "a read and a transaction each, until it is seen as an import");
        assertEquals(3, imports.rows().get(1).get(4), "transactions of at most 98 puts, two a parameter");
        assertEquals(3L, imports.rows().get(1).get(5));
        assertTrue(number(imports, 1, 6) < number(imports, 2, 6), "conditions take bytes");
        assertTrue(number(imports, 2, 6) < number(imports, 0, 6), "the log takes bytes");
        Table changes = figures.tables().get(2);
        assertEquals(2.0, changes.rows().get(0).get(4));
        assertEquals(1.0, changes.rows().get(1).get(4));
        Table applied = figures.tables().get(3);
        assertTrue(
                number(applied, 0, 2) > 1000 && number(applied, 0, 3) > 100,
                applied.rows().toString());
        for (int row = 0; row < 4; row++) {
            assertTrue(number(figures.tables().get(4), row, 2) > 0, "somebody wrote");
        }
    }

    private static double number(Table table, int row, int column) {
        return ((Number) table.rows().get(row).get(column)).doubleValue();
    }
}
