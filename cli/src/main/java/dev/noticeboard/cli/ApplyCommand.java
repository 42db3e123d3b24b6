package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.applying.Applier;
import dev.noticeboard.cli.applying.ApplyPlan;
import dev.noticeboard.cli.applying.PlanText;
import dev.noticeboard.cli.importing.ImportFile;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.importing.Importer;
import dev.noticeboard.cli.importing.ProgressLine;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code apply}: makes what lies below a prefix as a file says. */
@Command(
        name = "apply",
        description = {
            "Makes what lies below a prefix as a configuration file says: shows what it would change, and changes it.",
            "What the file does not say of a parameter (its description, its tags) stays. Each change holds only for the"
                    + " version that the plan was made on; if another write came between, it stops and nothing is lost."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  apply -f shop.yaml --dry-run",
            "  apply -f shop.yaml --why 'spring sale'",
            "  apply -f shop.yaml --wait 2m                             (until all live agents serve it)",
            "  apply -f stop.yaml --urgent                              (at once, and ends rollouts of what it changes)",
            "  apply -f shop.yaml --prefix /shop/prod --prune           (also deletes what the file does not have)",
            "  apply -f shop.env --prefix /shop/prod --prune --yes      (asks nothing, for scripts)",
            "",
            "+ is created, ~ is changed and in what, - is deleted. With --dry-run the exit status is 0 if the board would"
                    + " take the plan or there is nothing to do, and 1 if it would refuse it."
        })
final class ApplyCommand extends BoardCommand {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "A .yaml, .json or .env file, or one of these packed as .gz.")
    private @Nullable Path file;

    @Mixin
    private final BelowOptions below = new BelowOptions();

    @Option(
            names = "--prune",
            description = "Delete what lies below the prefix and is not in the file; needs --prefix or --namespace.")
    private boolean prune;

    @Option(names = "--yes", description = "Do not ask before --prune deletes; needed where no terminal is.")
    private boolean yes;

    @Option(names = "--show-values", description = "Print values in the plan.")
    private boolean showValues;

    @Mixin
    private final UrgentOption urgent = new UrgentOption();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    ApplyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = below.prefix(this);
        Duration limit = limit(waiting, options.dryRun);
        if (prune && prefix == null) {
            throw usage("--prune needs --prefix: say below which prefix to delete what the file does not have.");
        }
        if (prune && !yes && !options.dryRun && !surroundings.canAsk()) {
            throw usage(
                    "--prune asks before it deletes, and there is no terminal to ask on. Give --yes, or --dry-run.");
        }
        Path from = Objects.requireNonNull(file);
        ImportFile.Result read = ImportFile.readBelow(from, prefix);
        if (read instanceof ImportFile.Invalid invalid) {
            return terminal().violations(from + " cannot be applied; nothing was sent", remedied(invalid, prefix));
        }
        ImportPlan wanted = ((ImportFile.Valid) read).plan();
        if (wanted.items().size() > 1) {
            return terminal()
                    .error(from + " has parameters of several namespaces: " + namespaces(wanted)
                            + ". Apply a file for each; nothing was sent.");
        }
        Namespace home = wanted.items().keySet().iterator().next();
        Prefix where = prefix == null ? Prefix.whole(home) : prefix;
        BoardApi api = api();
        return terminal()
                .conclude(
                        Listing.read(api, where, null),
                        present -> plan(api, where, present, wanted.items().getOrDefault(home, List.of()), limit));
    }

    private int plan(
            BoardApi api, Prefix where, Listing present, List<ChangeSetRequest.Item> wanted, @Nullable Duration limit) {
        Terminal terminal = terminal();
        ApplyPlan plan = ApplyPlan.of(where, present, wanted, prune);
        PlanText text = new PlanText(plan, showValues);
        text.print(terminal);
        if (plan.steps().isEmpty()) {
            return ExitCodes.OK;
        }
        Applier applier = new Applier(api, terminal);
        if (options.dryRun) {
            return applier.tryOut(plan.changes(), options.why, urgent.asked());
        }
        int deleted = plan.count(ApplyPlan.Kind.DELETE);
        if (deleted > 0
                && !yes
                && !terminal.agrees("Delete " + Counted.of(deleted, "parameter") + "?", surroundings.stdin())) {
            return terminal.error("not agreed to; nothing was written");
        }
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), surroundings.clock());
        Importer importer = new Importer(api, surroundings.pauses(), surroundings.random());
        var outcome = importer.run(plan.changes(), options.why, urgent.asked(), progress);
        progress.end();
        int status = applier.conclude(outcome);
        return limit == null || status != ExitCodes.OK ? status : awaitFleet(where.namespace(), null, limit);
    }

    /** An empty file is no order to delete everything. */
    private List<Violation> remedied(ImportFile.Invalid invalid, @Nullable Prefix prefix) {
        List<Violation> violations = new ArrayList<>();
        for (Violation v : invalid.violations()) {
            violations.add(
                    prune && v.rule().equals("file-empty")
                            ? Violation.of(
                                    v.field(),
                                    v.rule(),
                                    v.message(),
                                    "Check that it is the right file. To empty " + prefix + " on purpose: restore "
                                            + prefix + " --revision 0.")
                            : v);
        }
        return violations;
    }

    private static String namespaces(ImportPlan wanted) {
        return String.join(
                ", ", wanted.items().keySet().stream().map(Namespace::text).toList());
    }
}
