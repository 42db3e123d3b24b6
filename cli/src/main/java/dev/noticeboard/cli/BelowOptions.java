package dev.noticeboard.cli;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where a file's keys go. */
final class BelowOptions {
    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "Where keys go that are not full names; full names must then lie there too.")
    private @Nullable Namespace namespace;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description =
                    "The same, for a prefix: with --prefix /billing/prod/db the key host is /billing/prod/db/host.")
    private @Nullable String prefix;

    /** Below what the keys lie; absent if the file has full names. */
    @Nullable Prefix prefix(BoardCommand command) {
        if (prefix == null) {
            return namespace == null ? null : Prefix.whole(namespace);
        }
        try {
            return Arguments.prefix(prefix, namespace);
        } catch (TypeConversionException e) {
            throw command.usage("Invalid value for option '--prefix': " + e.getMessage());
        }
    }
}
