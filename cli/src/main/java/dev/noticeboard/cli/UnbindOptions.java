package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.api.Write;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code schema remove} and {@code rules remove} share. */
final class UnbindOptions {
    @Option(
            names = "--expected-version",
            paramLabel = "R",
            description = "Only if the present one was bound at this revision.")
    private @Nullable Long expectedVersion;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Removes it. @return the exit status */
    int remove(BoardCommand command, String did, SchemaPlace place) {
        return command.write(did + " " + place, Write.unbind(place, expectedVersion, options.why), options.dryRun);
    }
}
