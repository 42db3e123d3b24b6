package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.exporting.ExportFile;
import dev.noticeboard.cli.importing.FileKind;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.name.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: writes what lies below a prefix as a configuration file. */
@Command(
        name = "export",
        description = {
            "Writes what lies below a prefix as a configuration file, all of one revision. 'import' and 'apply' read it"
                    + " back to the same parameters.",
            "YAML and JSON hold everything, under full names. An .env file holds text only, of what lies directly below"
                    + " the prefix; what it leaves out is told on standard error."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  export /shop/prod > shop.yaml",
            "  export /shop/prod -o shop.json",
            "  export /shop/prod --revision 41 -o shop-as-it-was.yaml",
            "  export /shop/prod/db --format env       (read back with --prefix /shop/prod/db)"
        })
final class ExportCommand extends BoardCommand {
    /** The formats, by their words on the command line. */
    enum Format {
        yaml(FileKind.YAML),
        json(FileKind.JSON),
        env(FileKind.ENV);

        private final FileKind kind;

        Format(FileKind kind) {
            this.kind = kind;
        }
    }

    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: what the name of -o says, or yaml.")
    private @Nullable Format format;

    @Option(
            names = "--revision",
            paramLabel = "R",
            converter = Arguments.Revision.class,
            description = "As it was at this revision. Default: now.")
    private @Nullable Long revision;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it to a file, replacing it, rather than to standard output.")
    private @Nullable Path output;

    ExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = argument.prefix(this);
        FileKind kind = kind();
        return terminal().conclude(Listing.read(api(), prefix, revision), listing -> write(kind, prefix, listing));
    }

    private FileKind kind() {
        if (format != null) {
            return format.kind;
        }
        if (output == null) {
            return FileKind.YAML;
        }
        return FileKind.of(output)
                .orElseThrow(() -> usage("The name of " + output + " does not tell a format. Give --format."));
    }

    private int write(FileKind kind, Prefix prefix, Listing listing) {
        Terminal terminal = terminal();
        ExportFile.Result result = ExportFile.write(kind, prefix, listing);
        if (result instanceof ExportFile.Refused refused) {
            return terminal.violations(
                    "these names cannot stand in an .env file; nothing was exported", refused.violations());
        }
        ExportFile.Written written = (ExportFile.Written) result;
        written.leftOut().forEach(left -> terminal.remark("warning: an .env file leaves out " + left));
        if (output == null) {
            terminal.out().print(written.text());
            terminal.out().flush();
            return ExitCodes.OK;
        }
        try {
            ExportFile.save(output, written.text());
        } catch (IOException e) {
            return terminal.error(output + " cannot be written: " + e.getClass().getSimpleName());
        }
        terminal.remark(Counted.of(listing.parameters().size(), "parameter") + " of revision " + listing.revision()
                + " are in " + output);
        return ExitCodes.OK;
    }
}
