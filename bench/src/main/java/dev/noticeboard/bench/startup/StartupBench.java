package dev.noticeboard.bench.startup;

import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Size, start and rest of the functions, the agent's library and the daemon. */
public final class StartupBench implements Measurement {
    private static final double MB = 1e6;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String about() {
        return "how large it is, how fast it starts, what it needs at rest";
    }

    @Override
    public Figures measure(Run run) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        return measure(run, new Artefacts(project()), run.size(5, 2));
    }

    /** The folder with all modules: bench/run is in it, tests are one below. */
    static Path project() {
        return Path.of(Files.isDirectory(Path.of("functions")) ? "." : "..")
                .toAbsolutePath()
                .normalize();
    }

    /** With so many starts of each. */
    static Figures measure(Run run, Artefacts artefacts, int starts) throws IOException {
        List<Table> tables = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        tables.add(sizes(artefacts));
        Optional<Path> jar = artefacts.functions();
        if (jar.isPresent()) {
            tables.add(FunctionStarts.table(jar.get(), run, starts));
            notes.add(
                    "Functions: Lambda's runtime client with a Runtime API and DynamoDB Local on loopback, from the unpacked jar, the peers too; "
                            + "what SnapStart does before the snapshot is in no figure, nor is Lambda's copying of memory.");
        } else {
            missing(run, notes, "functions' jar is not built; bench/run startup builds it");
        }
        Optional<Path> daemon = artefacts.daemon();
        if (daemon.isPresent()) {
            tables.add(DaemonStarts.table(daemon.get(), run, starts));
            notes.add(
                    "Daemon: as packaged (serial collector, first compiler only), polling and told by push; heap is what is reachable after a full "
                            + "collection (jcmd GC.run), resident what Linux counts then.");
        } else {
            missing(run, notes, "the daemon's distribution is not built; bench/run startup builds it");
        }
        if (artefacts.library().isEmpty()) {
            missing(run, notes, "the library's class path is not known; bench/run startup writes it");
        }
        return Figures.of("Size and start of what is deployed", tables, notes);
    }

    private static void missing(Run run, List<String> notes, String what) {
        run.say("NOT MEASURED: %s", what);
        notes.add("Not measured: " + what + ".");
    }

    private static Table sizes(Artefacts artefacts) {
        Table.Builder table = Table.of("Size", "what", "jars", "MB", "classes");
        artefacts.functions().ifPresent(jar -> row(table, "functions, all in one jar", List.of(jar)));
        List<Path> library = artefacts.library();
        if (!library.isEmpty()) {
            row(table, "the agent's library with what it needs", library);
            row(table, "of it AWS's SDK", Artefacts.ofAws(library));
        }
        artefacts.daemon().map(Artefacts::jars).ifPresent(jars -> {
            row(table, "the daemon's package", jars);
            row(table, "of it AWS's SDK", Artefacts.ofAws(jars));
        });
        return table.build();
    }

    private static void row(Table.Builder table, String what, List<Path> jars) {
        Artefacts.Size size = Artefacts.size(jars);
        table.row(what, size.jars(), size.bytes() / MB, size.classes());
    }
}
