package dev.noticeboard.bench.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement itself, with a handful of changes. */
class PropagationSmokeTest {
    @Test
    void measure_whenScaledDown_hasARowForEachWayAndSide(@TempDir Path folder) throws Exception {
        List<String> progress = new ArrayList<>();
        Figures figures = new Propagation(List.of(2), 20).measure(new Run(true, 1, 0, folder, progress::add));
        Table cells = figures.tables().get(0);
        int etcd = EtcdSide.installed().isPresent() ? 1 : 0;
        assertEquals(Way.values().length * 2 + etcd, cells.rows().size());
        cells.rows().forEach(row -> assertTrue((double) row.get(5) > 0, row::toString));
        assertEquals(4, figures.tables().get(1).rows().size());
        Table alone = figures.tables().get(2);
        assertEquals(3, alone.rows().size());
        alone.rows().forEach(row -> assertTrue((double) row.get(1) > 0, row::toString));
        assertEquals(etcd == 0, progress.stream().anyMatch(line -> line.contains("NO ETCD")));
    }
}
