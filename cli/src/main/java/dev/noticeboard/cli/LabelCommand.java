package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Reference;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.schemas.api.LabelRequest;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label}: moves a label to a version, or takes it away. */
@Command(
        name = "label",
        description = "Moves a label to a version of a parameter. A label stands at one version at a time.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  label /billing/prod/db/pool-size stable           (the newest version)",
            "  label /billing/prod/db/pool-size:3 stable --why 'as before the sale'",
            "  label --remove /billing/prod/db/pool-size stable"
        })
final class LabelCommand extends BoardCommand {
    @Parameters(
            index = "0",
            paramLabel = "NAME[:VERSION]",
            converter = Arguments.Version.class,
            description = "The parameter, and the version if it is not the newest.")
    private @Nullable Reference target;

    @Parameters(
            index = "1",
            paramLabel = "LABEL",
            converter = Arguments.Label.class,
            description = "Up to 100 characters of a-z A-Z 0-9 _ . -, no digit first.")
    private String label = "";

    @Option(names = "--remove", description = "Take the label away instead.")
    private boolean remove;

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Only if the label stands at this version now; 0: only if it stands nowhere.")
    private @Nullable Long expectedVersion;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    LabelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Reference at = Objects.requireNonNull(target);
        OptionalLong version = at.version();
        if (at.selector() != null && (remove || version.isEmpty())) {
            throw usage(
                    remove
                            ? "--remove takes the label away wherever it stands; give the name without a version."
                            : "Say where the label is to stand by a version's number: NAME:3, or NAME for the newest.");
        }
        Write write = remove
                ? Write.unlabel(at.name(), label, expectedVersion, options.why)
                : Write.label(
                        at.name(),
                        new LabelRequest(
                                label,
                                version.isPresent() ? (Long) version.getAsLong() : null,
                                expectedVersion,
                                options.why));
        return write((remove ? "label --remove " : "label ") + at + " " + label, write, options.dryRun);
    }
}
