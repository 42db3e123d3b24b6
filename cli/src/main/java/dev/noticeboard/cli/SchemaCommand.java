package dev.noticeboard.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code schema}: the group of commands about JSON Schemas. */
@Command(
        name = "schema",
        usageHelpAutoWidth = true,
        description = "Binds JSON Schemas (draft 2020-12) to prefixes: every value put below must then hold to them.",
        footerHeading = "%nExample:%n",
        footer = "  schema bind /shop/prod/db/pool-size pool-size.schema.json")
final class SchemaCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do: bind, list or remove.");
        }
    }
}
