package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code delete}: deletes one parameter. */
@Command(
        name = "delete",
        description = "Deletes one parameter. Its version numbers go on, should it be put again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  delete /billing/prod/old-flag --why 'unused since March'",
            "  delete /billing/prod/old-flag --expected-version 7",
            "  delete /billing/prod/old-flag --wait 30s",
            "  delete /billing/prod/sale --urgent      (at once, and ends a rollout of it)"
        })
final class DeleteCommand extends BoardCommand {
    @Parameters(index = "0", paramLabel = "NAME", converter = Arguments.Name.class, description = "Its full name.")
    private @Nullable ParameterName name;

    @Option(names = "--expected-version", paramLabel = "N", description = "Only if this is its version now.")
    private @Nullable Long expectedVersion;

    @Mixin
    private final UrgentOption urgent = new UrgentOption();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    DeleteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        ParameterName gone = Objects.requireNonNull(name);
        Write write = Write.delete(gone, expectedVersion, options.why, urgent.given());
        return write("delete " + gone, write, options.dryRun, waiting);
    }
}
