package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Reference;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.terminal.DryRunText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code restore}: brings back an older version of a parameter, or what lay below a prefix. */
@Command(
        name = "restore",
        description = {
            "Brings back an older version of one parameter, or all that lay below a prefix at a revision.",
            "Nothing is taken out of the history: a restore makes new versions. What lies below the prefix now and did not"
                    + " then is deleted. A restore that stopped goes on when it is run again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  restore /billing/prod/db/pool-size:3",
            "  restore /billing/prod/db/pool-size:stable --why 'as before the sale'",
            "  restore /billing/prod --revision 41 --dry-run",
            "  restore /billing/prod/db --revision 41",
            "  restore /billing/prod --revision 41 --wait 2m"
        })
final class RestoreCommand extends BoardCommand {
    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "NAME:VERSION or NAME:LABEL; with --revision a prefix, such as /billing/prod or /billing/prod/db.")
    private String what = "";

    @Option(
            names = "--revision",
            paramLabel = "R",
            converter = Arguments.Revision.class,
            description = "Restore all below the prefix as it was at this revision; 0 for before the first.")
    private @Nullable Long revision;

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "The namespace in which the prefix lies, where its one or two segments do not tell.")
    private @Nullable Namespace namespace;

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Only if this is the parameter's version now; for one parameter only.")
    private @Nullable Long expectedVersion;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    RestoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        try {
            return revision == null ? one() : all(Arguments.prefix(what, namespace), revision);
        } catch (TypeConversionException e) {
            throw usage("Invalid value for WHAT: " + e.getMessage());
        }
    }

    private int one() {
        Reference version = new Arguments.Version().convert(what);
        if (version.selector() == null) {
            throw usage("Say what to restore: NAME:VERSION, NAME:LABEL, or PREFIX --revision R.");
        }
        if (version.version().isPresent()) {
            return one(version, version.version().getAsLong());
        }
        Reply<Parameter> labelled = api().get(version, true);
        return terminal().conclude(labelled, p -> one(version, p.version()));
    }

    private int one(Reference reference, long version) {
        String name = reference.name().text();
        List<ChangeSetRequest.Item> items = List.of(ChangeSetRequest.Item.restore(name, version, expectedVersion));
        Write write = Write.changeSet(reference.name().namespace(), new ChangeSetRequest(items, options.why));
        return write("restore " + reference, write, options.dryRun, waiting);
    }

    private int all(Prefix prefix, long asOf) {
        if (expectedVersion != null) {
            throw usage("--expected-version is for one parameter; leave it out with --revision.");
        }
        Duration limit = limit(waiting, options.dryRun);
        RestoreRequest request = new RestoreRequest(asOf, options.why, null);
        if (options.dryRun) {
            Terminal terminal = terminal();
            return terminal.conclude(
                    api().dryRun(Write.restore(prefix, request)), run -> DryRunText.print(terminal, run));
        }
        int status = new RestoreRun(api(), terminal(), this::send).run(prefix, request);
        return limit == null || status != ExitCodes.OK ? status : awaitFleet(prefix.namespace(), null, limit);
    }
}
