package dev.noticeboard.cli;

import dev.noticeboard.cli.importing.ImportFile;
import dev.noticeboard.cli.importing.ImportOutcome;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.importing.ImportTally;
import dev.noticeboard.cli.importing.Importer;
import dev.noticeboard.cli.importing.ProgressLine;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: puts a whole configuration file on the board. */
@Command(
        name = "import",
        description = {
            "Puts a configuration file on the board, in change sets of up to 48 parameters.",
            "Nothing is sent unless the whole file can be read. What is on the board already is left as it is, so an"
                    + " import that was cut off goes on when it is run again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  import shop.env --namespace /shop/prod",
            "  import flags.flagd.json --namespace /shop/prod     (one JSON parameter: /shop/prod/flags)",
            "  import everything.json.gz                          (an object of full names)",
            "  import db.yaml --prefix /shop/prod/db",
            "  import shop.env --namespace /shop/prod --dry-run"
        })
final class ImportCommand extends BoardCommand {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A .yaml, .json or .env file, or one of these packed as .gz.")
    private @Nullable Path file;

    @Mixin
    private final BelowOptions below = new BelowOptions();

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with each revision.")
    private @Nullable String why;

    @Option(names = "--dry-run", description = "Read and check the file, say what would be sent, and send nothing.")
    private boolean dryRun;

    ImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Path from = Objects.requireNonNull(file);
        ImportFile.Result read = ImportFile.readBelow(from, below.prefix(this));
        if (read instanceof ImportFile.Invalid invalid) {
            return terminal().violations(from + " cannot be imported; nothing was sent", invalid.violations());
        }
        ImportPlan plan = ((ImportFile.Valid) read).plan();
        return dryRun ? describe(plan) : send(plan);
    }

    private int describe(ImportPlan plan) {
        Terminal terminal = terminal();
        int sets = plan.batches().size();
        if (terminal.json()) {
            Map<String, Integer> sizes = new TreeMap<>();
            plan.items().forEach((n, items) -> sizes.put(n.text(), items.size()));
            terminal.jsonLine(Map.of("parameters", plan.parameters(), "changeSets", sets, "namespaces", sizes));
            return ExitCodes.OK;
        }
        plan.items().forEach((n, items) -> terminal.line(n + ": " + Counted.of(items.size(), "parameter")));
        terminal.line(Counted.of(plan.parameters(), "parameter") + " in " + Counted.of(sets, "change set")
                + "; nothing was sent");
        return ExitCodes.OK;
    }

    private int send(ImportPlan plan) {
        Terminal terminal = terminal();
        ProgressLine progress = new ProgressLine(terminal.err(), surroundings.interactive(), surroundings.clock());
        Importer importer = new Importer(api(), surroundings.pauses(), surroundings.random());
        ImportOutcome outcome = importer.run(plan, why, progress);
        progress.end();
        return conclude(terminal, outcome);
    }

    private static int conclude(Terminal terminal, ImportOutcome outcome) {
        ImportTally tally = outcome.tally();
        if (outcome instanceof ImportOutcome.Completed) {
            if (terminal.json()) {
                terminal.jsonLine(tally);
            } else {
                terminal.line(Counted.of(tally.of(), "parameter") + " on the board: "
                        + Counted.of(tally.committed(), "change set") + " committed, " + tally.unchanged()
                        + " were there already");
            }
            return ExitCodes.OK;
        }
        if (outcome instanceof ImportOutcome.Refused refused) {
            terminal.refusal(refused.reason());
            stopped(terminal, tally, " The change set that was refused begins with " + refused.firstName() + ".");
            return ExitCodes.REFUSED;
        }
        if (outcome instanceof ImportOutcome.Unreachable unreachable) {
            terminal.error(unreachable.message());
            stopped(terminal, tally, "");
            return ExitCodes.UNREACHABLE;
        }
        stopped(terminal, tally, "");
        return ExitCodes.REFUSED;
    }

    private static void stopped(Terminal terminal, ImportTally tally, String detail) {
        terminal.error("the import stopped: " + tally.parameters() + " of " + tally.of()
                + " parameters are on the board." + detail + " Run it again to go on.");
    }
}
