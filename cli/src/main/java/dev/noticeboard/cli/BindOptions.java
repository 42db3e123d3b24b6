package dev.noticeboard.cli;

import dev.noticeboard.cli.api.SchemaPlace;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.importing.FileText;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code schema bind} and {@code rules bind} share. */
final class BindOptions {
    @Option(
            names = "--force",
            description = "Bind it even if stored values break it; they stay until they are put again.")
    private boolean force;

    @Option(
            names = "--expected-version",
            paramLabel = "R",
            description = "Only if the present one was bound at this revision; 0: only if there is none.")
    private @Nullable Long expectedVersion;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Binds it. @return the exit status */
    int bind(BoardCommand command, String did, SchemaPlace place, Path file) {
        List<Violation> violations = new ArrayList<>();
        String schema = FileText.read(file, Limits.SCHEMA_BYTES, violations);
        if (schema != null) {
            try {
                Json.tree(schema);
            } catch (MalformedException e) {
                violations.add(Violation.of(
                        "file", "json-grammar", String.valueOf(e.getMessage()), "Give a JSON Schema, draft 2020-12."));
            }
        }
        if (schema == null || !violations.isEmpty()) {
            return command.terminal().violations(file + " cannot be bound; nothing was sent", violations);
        }
        return command.write(
                did + " " + place, Write.bind(place, schema, force, expectedVersion, options.why), options.dryRun);
    }
}
