package dev.noticeboard.bench.scale;

import dev.noticeboard.bench.Leftovers;
import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.schemas.name.ParameterName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** {@code bench/run scale}. */
public final class Scale implements Measurement {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, PublicTree.SIZE);
    private static final List<Integer> QUICK_SIZES = List.of(1_000, 2_000);
    /** Up to this size the peer under conditions is measured, too, and snapshots more often: the whole run ends within ten minutes. */
    private static final int CHECKED = 10_000;

    /** So many that the code is compiled before the smallest size is measured. */
    private static final int WARM_UP = 2_400;

    private static final int QUICK_WARM_UP = 480;
    private static final Duration WRITE = Duration.ofSeconds(10);
    private static final Duration WRITE_QUICKLY = Duration.ofSeconds(1);
    private static final int MANY = 100;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String about() {
        return "import, first snapshot and one change by the size of a namespace, and writers that race";
    }

    @Override
    public Figures measure(Run run) throws Exception {
        return measure(run, run.quick() ? QUICK_SIZES : SIZES, run.quick() ? WRITE_QUICKLY : WRITE);
    }

    /** With other sizes and another time for the writers. */
    static Figures measure(Run run, List<Integer> sizes, Duration write) throws Exception {
        PublicTree tree = PublicTree.find(run);
        Path folder = Files.createTempDirectory("noticeboard-scale");
        try {
            run.say("warming up");
            ofSize(
                    Math.min(run.size(WARM_UP, QUICK_WARM_UP), 3 * sizes.get(0)),
                    tree,
                    run,
                    folder.resolve("warm-up"),
                    new ScaleTables());
            ScaleTables tables = new ScaleTables();
            for (int size : sizes) {
                ofSize(size, tree, run, folder.resolve("size-" + size), tables);
            }
            run.say("writers");
            try (ScaleBoard board = new ScaleBoard()) {
                Writers writers = new Writers(board, run.seed());
                for (int namespaces : List.of(1, MANY)) {
                    tables.writers(namespaces, writers.ours(namespaces, write), writers.bare(namespaces, write));
                }
            }
            return tables.figures(tree.synthetic());
        } finally {
            Leftovers.delete(folder);
        }
    }

    private static void ofSize(int size, PublicTree tree, Run run, Path folder, ScaleTables tables) {
        try (ScaleBoard board = new ScaleBoard()) {
            tables.imported(size, new Imports(board, tree, run).run(size, size <= CHECKED));
            run.say("first snapshots of %,d", size);
            boolean large = size > CHECKED;
            tables.snapshot(size, new Snapshots(board, folder).run(size, large ? 2 : run.size(3, 1), large ? 0 : 1));
            run.say("changes of one of %,d", size);
            ParameterName name = new ParameterName(
                    Objects.requireNonNull(tree.items().get(size / 2).name()));
            tables.change(size, new Changes(board, folder, name).run(run.size(60, 24)));
        }
    }
}
