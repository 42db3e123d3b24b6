package dev.noticeboard.bench;

import dev.noticeboard.bench.flags.Flags;
import dev.noticeboard.bench.fleet.FleetBench;
import dev.noticeboard.bench.http.Http;
import dev.noticeboard.bench.propagation.Propagation;
import dev.noticeboard.bench.reads.Reads;
import dev.noticeboard.bench.reliability.ReliabilityBench;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.FiguresFile;
import dev.noticeboard.bench.report.Page;
import dev.noticeboard.bench.report.Terminal;
import dev.noticeboard.bench.scale.Scale;
import dev.noticeboard.bench.startup.StartupBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one measurement in this process: {@code bench/run} starts one such process for each. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Measures one thing beside its peer, prints a table and writes JSON.", ""},
        exitCodeOnInvalidInput = 2,
        footer = {
            "",
            "Without a name bench/run measures all, one after another, in under 40 minutes; with --quick in 5.",
            "",
            "Examples:",
            "  bench/run                        all of it",
            "  bench/run --quick                coarsely",
            "  bench/run propagation --write    one, and its part of docs/figures.md anew",
            "",
            "Exit status: 0 measured, 1 a fault was found or it cannot be measured here, 2 wrong command line."
        })
final class BenchCommand implements Callable<Integer> {
    /** In the order of {@code bench/run}. */
    static final List<Measurement> ALL = List.of(
            new Propagation(),
            new Reads(),
            new Flags(),
            new Http(),
            new Scale(),
            new FleetBench(),
            new ReliabilityBench(),
            new StartupBench());

    @Parameters(paramLabel = "NAME", description = "What to measure.", completionCandidates = Names.class)
    private String name = "";

    @Option(names = "--quick", description = "Less than a minute, coarser; not for the docs.")
    private boolean quick;

    @Option(names = "--seconds", paramLabel = "N", description = "How long, where it can take any time (reliability).")
    private int seconds;

    @Option(names = "--seed", paramLabel = "N", description = "Begins whatever is random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Where JSON and plots go. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench/target/figures");

    @Option(
            names = "--write",
            description = "Also write docs/figures and this part of docs/figures.md; not with --quick.")
    private boolean write;

    /** For the option's help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.stream().map(Measurement::name).iterator();
        }
    }

    /** Runs one and ends the process: what a measurement leaves running is not waited for. */
    public static void main(String[] args) {
        int status = new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(parsed.originalArgs().get(0) + " cannot be measured:");
                    e.printStackTrace(command.getErr());
                    return 1;
                })
                .execute(args);
        System.exit(status);
    }

    @Override
    public Integer call() throws Exception {
        if (write && quick) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--write: figures of a --quick run are not for the docs; leave one of both out");
        }
        Measurement measurement = ALL.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        new CommandLine(this), "NAME: there is no \"" + name + "\"; one of " + names()));
        Path folder = write ? Path.of("docs/figures") : out;
        Files.createDirectories(folder);
        long start = System.nanoTime();
        Figures found = measurement.measure(new Run(quick, seed, seconds, folder, line -> progress(start, line)));
        Figures figures =
                found.asRun(name, commandLine(), quick, Instant.now(), (System.nanoTime() - start) / 1_000_000_000);
        System.out.println(Terminal.text(figures));
        Path json = FiguresFile.write(folder, figures);
        System.err.println("written: " + json);
        if (write) {
            Path page = Path.of("docs/figures.md");
            Files.writeString(page, Page.with(Files.readString(page), figures));
        }
        return figures.faults().isEmpty() ? 0 : 1;
    }

    private static String names() {
        return String.join(", ", new Names());
    }

    private String commandLine() {
        return "bench/run " + name + (quick ? " --quick" : "") + (seed == 1 ? "" : " --seed " + seed)
                + (seconds == 0 ? "" : " --seconds " + seconds);
    }

    private static void progress(long start, String line) {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.err.printf(Locale.ROOT, "%4d s  %s%n", seconds, line);
    }
}
