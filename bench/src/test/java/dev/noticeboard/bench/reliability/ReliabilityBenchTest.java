package dev.noticeboard.bench.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small storm, so that the run cannot rot; and that a planted violation ends it with an error. */
class ReliabilityBenchTest {
    @Test
    void measure_whenShort_findsNothingAndCounts(@TempDir Path folder) throws Exception {
        Run run = new Run(true, 1, 0, folder, line -> {});
        Figures figures = ReliabilityBench.measure(
                run, new ReliabilityBench.Size(4, Duration.ofSeconds(1), Duration.ofSeconds(2), false));
        assertEquals(List.of(), figures.faults());
        assertEquals(4, figures.tables().size());
        long reads = ((Number) figures.tables().get(1).rows().get(0).get(1)).longValue();
        assertTrue(reads > 0, "nothing was read");
    }

    @Test
    void checks_whenOneAnswerIsAltered_tellIt() {
        List<Operation> history =
                List.of(Histories.write("a", 1, 0, 1), Histories.write("b", 2, 2, 3), Histories.read("b", 2, 4, 5));
        assertEquals(List.of(), Checks.of(Map.of("/p", history)).faults());
        List<Operation> altered =
                List.of(history.get(0), history.get(1), history.get(2).withValue("a"));
        assertEquals(2, Checks.of(Map.of("/p", altered)).faults().size());
    }
}
