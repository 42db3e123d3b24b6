package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Items;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.importing.FileText;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code put}: writes one parameter. */
@Command(
        name = "put",
        description = "Writes one parameter.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  put /billing/prod/db/pool-size 20 --data-type integer --why 'load test'",
            "  put /billing/prod/banner --file banner.html",
            "  put /billing/prod/db/pool-size 50 --label stable --description 'per host' --tag team=orders",
            "  put /billing/prod/sale true --data-type boolean --expires-at 2027-01-31T12:00:00Z",
            "  put /billing/prod/db/pool-size 5000 --dry-run",
            "  put /billing/prod/db/pool-size 50 --wait 30s      (until all live agents serve it)",
            "  put /billing/prod/checkout off --urgent           (at once, and ends a rollout of it)",
            "  generate | put /billing/prod/rates --data-type json -",
            "  put /billing/prod/offset --data-type integer -- -5",
            "",
            "A value from a file or a pipe is taken as it is, with the line break at its end if it has one."
        })
final class PutCommand extends BoardCommand {
    private static final String STDIN = "-";

    @Parameters(index = "0", paramLabel = "NAME", converter = Arguments.Name.class, description = "Its full name.")
    private @Nullable ParameterName name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description =
                    "Its value; '-' reads it from standard input. Write '--' before a value that begins with '-'.")
    private @Nullable String value;

    @Option(names = "--file", paramLabel = "FILE", description = "Reads the value from a file (UTF-8).")
    private @Nullable Path file;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            converter = Arguments.Type.class,
            completionCandidates = Arguments.Type.class,
            description = "${COMPLETION-CANDIDATES}. Default: what it has, or String.")
    private @Nullable ParameterType type;

    @Option(
            names = "--data-type",
            paramLabel = "TYPE",
            converter = Arguments.Data.class,
            completionCandidates = Arguments.Data.class,
            description = "${COMPLETION-CANDIDATES}. Default: what it has, or text.")
    private @Nullable DataType dataType;

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Only if this is its version now; 0: only if it does not exist.")
    private @Nullable Long expectedVersion;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            converter = Arguments.Label.class,
            description = "Moves a label to the new version, in the same change set.")
    private @Nullable String label;

    @Mixin
    private final MetadataOptions metadata = new MetadataOptions();

    @Mixin
    private final UrgentOption urgent = new UrgentOption();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    PutCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        if (name == null || (value == null) == (file == null)) {
            throw usage("Give the value, or --file FILE, or '-' for standard input; one of them.");
        }
        List<Violation> violations = new ArrayList<>();
        String text = text(violations);
        if (text == null) {
            return terminal().violations("the value cannot be read; nothing was sent", violations);
        }
        PutRequest request = new PutRequest(
                text,
                type,
                dataType,
                expectedVersion,
                options.why,
                metadata.description,
                metadata.tags(this),
                metadata.allowedPattern,
                metadata.policies(this),
                urgent.asked());
        return write("put " + name, write(name, request), options.dryRun, waiting);
    }

    private Write write(ParameterName to, PutRequest request) {
        if (label == null) {
            return Write.put(to, request);
        }
        List<ChangeSetRequest.Item> items = List.of(Items.put(to.text(), request), Items.label(to.text(), label, null));
        return Write.changeSet(to.namespace(), new ChangeSetRequest(items, request.why(), request.urgent()));
    }

    private @Nullable String text(List<Violation> violations) {
        if (file != null) {
            return noted(FileText.read(file, Limits.VALUE_BYTES, violations));
        }
        if (!STDIN.equals(value)) {
            return value;
        }
        try {
            return noted(FileText.read(surroundings.stdin(), Limits.VALUE_BYTES, violations));
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }

    private @Nullable String noted(@Nullable String text) {
        if (text != null && text.endsWith("\n")) {
            terminal().remark("note: the value ends with a line break, which is now part of it");
        }
        return text;
    }
}
