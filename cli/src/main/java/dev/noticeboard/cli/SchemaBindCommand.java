package dev.noticeboard.cli;

import dev.noticeboard.cli.importing.FileText;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schema bind}: binds a JSON Schema to a prefix. */
@Command(
        name = "bind",
        description = {
            "Binds a JSON Schema to a prefix; it replaces the one that was bound there.",
            "It holds for what is put from then on; values that are there already are not looked at."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema bind /shop/prod/db/pool-size pool-size.schema.json",
            "  schema bind /shop/prod everything.schema.json     (the whole namespace)"
        })
final class SchemaBindCommand extends BoardCommand {
    @Mixin
    private final PrefixArgument argument = new PrefixArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "The JSON Schema, at most 64 KiB.")
    private @Nullable Path file;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, kept with the revision.")
    private @Nullable String why;

    SchemaBindCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Prefix prefix = argument.prefix(this);
        List<Violation> violations = new ArrayList<>();
        String schema = FileText.read(Objects.requireNonNull(file), Limits.SCHEMA_BYTES, violations);
        if (schema != null) {
            try {
                Json.tree(schema);
            } catch (MalformedException e) {
                violations.add(Violation.of(
                        "file", "json-grammar", String.valueOf(e.getMessage()), "Give a JSON Schema, draft 2020-12."));
            }
        }
        if (schema == null || !violations.isEmpty()) {
            return terminal().violations(file + " cannot be bound; nothing was sent", violations);
        }
        return terminal()
                .conclude(
                        api().bindSchema(prefix, schema, why),
                        answer -> CommitText.print(terminal(), "schema bind " + prefix, answer));
    }
}
