package dev.noticeboard.bench.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, what is said where nothing is built, and one start of what is. */
class StartupBenchTest {
    private static Run run(Path folder, List<String> said) {
        return new Run(true, 1, 0, folder, said::add);
    }

    @Test
    void size_whenOfJars_countsBytesAndClasses(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("a.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("A.class"));
            out.putNextEntry(new ZipEntry("a.txt"));
        }
        assertEquals(new Artefacts.Size(1, Files.size(jar), 1), Artefacts.size(List.of(jar)));
        assertEquals(List.of(), Artefacts.ofAws(List.of(jar)));
    }

    @Test
    void measure_whenNothingIsBuilt_saysSoAndGoesOn(@TempDir Path folder) throws Exception {
        List<String> said = new ArrayList<>();
        Figures figures = StartupBench.measure(run(folder, said), new Artefacts(folder), 1);
        assertEquals(3, said.size());
        assertTrue(said.stream().allMatch(line -> line.startsWith("NOT MEASURED: ")), said.toString());
        assertEquals(3, figures.notes().size());
        assertEquals(1, figures.tables().size());
    }

    /** One start of each, where the daemon's package is there, as in a build of all modules. */
    @Test
    void daemon_whenStartedOnce_isReadyAndMeasured(@TempDir Path folder) throws Exception {
        Artefacts artefacts = new Artefacts(StartupBench.project());
        assumeTrue(artefacts.daemon().isPresent(), "the daemon's package is not built");
        Table table = DaemonStarts.table(artefacts.daemon().orElseThrow(), run(folder, new ArrayList<>()), 1);
        assertEquals(3, table.rows().size());
        for (List<?> row : table.rows()) {
            assertTrue(((Number) row.get(1)).doubleValue() > 0, row.toString());
            assertTrue(((Number) row.get(2)).doubleValue() > 1, row.toString());
        }
    }

    /** The peers through the client and the jar, where it is built; the functions themselves start in StartupIT. */
    @Test
    void function_whenStartedOnce_answers(@TempDir Path folder) throws Exception {
        Artefacts artefacts = new Artefacts(StartupBench.project());
        assumeTrue(artefacts.functions().isPresent(), "Lambda's jar is not built");
        Table table = FunctionStarts.peers(artefacts.functions().orElseThrow(), run(folder, new ArrayList<>()), 1);
        for (List<?> row : table.rows()) {
            assertTrue(((Number) row.get(3)).doubleValue() > 0, row.toString());
        }
    }
}
