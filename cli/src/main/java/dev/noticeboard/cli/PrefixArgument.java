package dev.noticeboard.cli;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The argument PREFIX, and the option that says in which namespace it lies where that is not plain. */
final class PrefixArgument {
    @Parameters(
            index = "0",
            paramLabel = "PREFIX",
            description = {
                "A place and all below it: /billing/prod/db.",
                "One or two segments (/billing, /billing/prod), or / alone, are the namespace of that name."
            })
    private String text = "";

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = {
                "The namespace in which PREFIX lies.",
                "Needed only for names of one or two segments: with --namespace /billing, /billing/x is the parameter of"
                        + " that name."
            })
    private @Nullable Namespace namespace;

    /** The prefix that is meant. */
    Prefix prefix(BoardCommand command) {
        try {
            return Arguments.prefix(text, namespace);
        } catch (TypeConversionException e) {
            throw command.usage("Invalid value for PREFIX: " + e.getMessage());
        }
    }
}
