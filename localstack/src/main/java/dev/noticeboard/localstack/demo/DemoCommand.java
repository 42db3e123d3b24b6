package dev.noticeboard.localstack.demo;

import dev.noticeboard.cli.importing.ImportFile;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.importing.ProgressLine;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.localstack.LocalBoard;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code noticeboard demo}: plays the demonstration and exits with 0 only if every claim held. */
@Command(
        name = "demo",
        usageHelpAutoWidth = true,
        description = "Shows the main job end to end in this one process, and checks its own claims.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard demo",
            "  noticeboard demo --import .env --namespace /shop/prod",
            "  noticeboard demo --agents 20 --json | tail -n 1 | jq .push"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every claim held", "1:a claim failed, or the file cannot be imported", "2:wrong usage"})
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--import",
            paramLabel = "FILE",
            description = "The configuration to import: .env, .json, or either with .gz. Default: examples/shop.env.")
    private @Nullable Path file;

    @Option(
            names = "--namespace",
            paramLabel = "/A/E",
            description = "Where it goes. Default: where the file's own full names lie, else /shop/prod.")
    private @Nullable String namespaceText;

    @Option(names = "--agents", paramLabel = "N", defaultValue = "5", description = "How many agents, 2 to 200.")
    private int agents;

    @Option(names = "--json", description = "Print the closing table as JSON on the last line.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private final Path examples;

    /** @param examples the folder with the file that is imported by default */
    public DemoCommand(Path examples) {
        this.examples = examples;
    }

    @Override
    public Integer call() {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        Terminal terminal = new Terminal(
                command.commandLine().getOut(),
                command.commandLine().getErr(),
                command.commandLine().getColorScheme(),
                Ansi.AUTO.enabled(),
                false);
        if (agents < 2 || agents > 200) {
            throw new ParameterException(command.commandLine(), "--agents is from 2 to 200, not " + agents);
        }
        Path source = file == null ? examples.resolve("shop.env") : file;
        Namespace wanted = namespace(command);
        ImportFile.Result read = ImportFile.read(source, wanted);
        if (wanted == null && read instanceof ImportFile.Invalid) {
            read = ImportFile.read(source, new Namespace("/shop/prod"));
        }
        if (read instanceof ImportFile.Invalid invalid) {
            return terminal.violations(source + " cannot be imported:", invalid.violations());
        }
        return play(source, ((ImportFile.Valid) read).plan(), terminal);
    }

    private @Nullable Namespace namespace(CommandSpec command) {
        if (namespaceText == null) {
            return null;
        }
        Violation violation = Namespace.check(namespaceText).orElse(null);
        if (violation != null) {
            throw new ParameterException(command.commandLine(), "--namespace: " + violation.line());
        }
        return new Namespace(namespaceText);
    }

    private int play(Path source, ImportPlan plan, Terminal terminal) {
        if (plan.items().size() > 1) {
            return terminal.error(
                    source + " holds parameters of " + plan.items().size()
                            + " namespaces; the demonstration shows one. Choose with --namespace, or use 'local' and 'import'.");
        }
        Namespace namespace = plan.items().keySet().iterator().next();
        terminal.line("Everything runs in this one process and listens on this machine only.");
        Stage stage = new Stage(terminal);
        Path folder = temporaryFolder();
        try {
            stage.say("The configuration: " + source);
            stage.scene("Start the service: DynamoDB Local, ElasticMQ, an SNS front, the functions");
            try (LocalBoard board = LocalBoard.start(LocalBoard.Options.inMemory())) {
                stage.say("API at " + board.endpoint());
                Demo demo = new Demo(board, plan, namespace, folder, stage);
                List<String> names = IntStream.rangeClosed(1, agents)
                        .mapToObj(i -> "host-" + i)
                        .toList();
                ProgressLine progress =
                        new ProgressLine(terminal.err(), terminal.interactive(), InstantSource.system());
                DemoReport report = demo.run(names, tally -> {
                    progress.reached(tally);
                    if (tally.parameters() == tally.of()) {
                        progress.end();
                    }
                });
                return conclude(report, stage, terminal);
            }
        } finally {
            delete(folder);
        }
    }

    private int conclude(DemoReport report, Stage stage, Terminal terminal) {
        stage.scene("What was seen");
        report.lines().forEach(stage::say);
        terminal.line("");
        for (Claims.Claim claim : report.claims()) {
            stage.say((claim.held() ? "held    " : "FAILED  ") + claim.claim() + ": " + claim.seen());
        }
        if (json) {
            terminal.jsonLine(report);
        }
        if (!report.ok()) {
            List<String> failed = report.claims().stream()
                    .filter(c -> !c.held())
                    .map(Claims.Claim::claim)
                    .toList();
            return terminal.error("did not hold: " + String.join("; ", failed));
        }
        return ExitCodes.OK;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("noticeboard-demo");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the agents' snapshots could be made", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the agents' folder " + folder + " could not be removed", e);
        }
    }
}
