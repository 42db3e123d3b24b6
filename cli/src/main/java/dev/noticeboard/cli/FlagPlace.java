package dev.noticeboard.cli;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The argument PLACE: where flags are. */
final class FlagPlace {
    @Parameters(
            index = "0",
            paramLabel = "PLACE",
            description = "Where it is: a namespace (/shop/prod), the parameter that holds it (/shop/prod/flags), or a"
                    + " place above that.")
    private String text = "";

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "The namespace in which PLACE lies, where its one or two segments do not tell.")
    private @Nullable Namespace namespace;

    /** The place that is meant. */
    Prefix prefix(BoardCommand command) {
        try {
            return Arguments.prefix(text, namespace);
        } catch (TypeConversionException e) {
            throw command.usage("Invalid value for PLACE: " + e.getMessage());
        }
    }

    /** The same on a command line. */
    String again() {
        return text + (namespace == null ? "" : " --namespace " + namespace);
    }
}
