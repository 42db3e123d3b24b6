package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file as a whole: either all of it can be imported, or none of it is.
 *
 * <p>The file's name tells its kind: {@code .env} (or {@code .env.something}), {@code .json}, each also with {@code .gz} behind it. A key
 * that begins with a slash is a parameter's full name and keeps it; any other is a path inside the namespace given. An
 * {@code .env} file has no types, so its entries keep the data type that a parameter has on the board, and are text where they are
 * new; a JSON value brings its own.
 */
public final class ImportFile {
    /** Bytes of an unpacked file: 256 MiB, four thousand of the largest values, and well below a default heap. */
    static final int FILE_BYTES = 256 * 1024 * 1024;

    /** What became of reading a file. */
    public sealed interface Result {}

    /** All of it can be sent. */
    public record Valid(ImportPlan plan) implements Result {}

    /**
     * Something is wrong with it.
     *
     * @param violations all that is wrong, in the order of the file
     */
    public record Invalid(List<Violation> violations) implements Result {}

    private final @Nullable Namespace namespace;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<Namespace, List<ChangeSetRequest.Item>> items = new LinkedHashMap<>();

    private ImportFile(@Nullable Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * Reads a file and checks every entry against what the board accepts; schemas, which only the board knows, aside.
     *
     * @param namespace where keys that are no full names go, and where all must lie; absent to take each full name as it
     *     stands
     */
    public static Result read(Path file, @Nullable Namespace namespace) {
        ImportFile reading = new ImportFile(namespace);
        reading.read(file);
        if (reading.violations.isEmpty() && reading.items.isEmpty()) {
            reading.violations.add(Violation.of(
                    "file", "file-empty", "there is no parameter in it", "Check that it is the right file."));
        }
        return reading.violations.isEmpty()
                ? new Valid(new ImportPlan(reading.items))
                : new Invalid(List.copyOf(reading.violations));
    }

    private void read(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".env") && !name.startsWith(".env.")) {
            violations.add(Violation.of(
                    "file",
                    "file-kind",
                    "the name of " + file + " does not tell what it holds",
                    "Name it .env, .json, .env.gz or .json.gz."));
            return;
        }
        String text = FileText.read(file, FILE_BYTES, violations);
        if (text == null) {
            return;
        }
        if (json) {
            JsonFile.read(text, violations)
                    .forEach(e -> add(JsonFile.place(e.key()), e.key(), e.value(), e.dataType()));
        } else {
            EnvFile.read(text, violations)
                    .forEach(e -> add(EnvFile.place(e.line(), e.key()), e.key(), e.value(), null));
        }
    }

    private void add(String place, String key, String value, @Nullable DataType dataType) {
        Optional<Violation> wrong = name(key).map(v -> v.at(place));
        if (wrong.isEmpty()) {
            wrong = value(place, value);
        }
        if (wrong.isPresent()) {
            violations.add(wrong.get());
            return;
        }
        ParameterName name = new ParameterName(fullName(key));
        if (!names.add(name.text())) {
            violations.add(Violation.of(
                    place, "name-twice", name + " is in the file twice", "Remove the entry that does not hold."));
            return;
        }
        items.computeIfAbsent(name.namespace(), n -> new ArrayList<>())
                .add(ChangeSetRequest.Item.put(name.text(), value, dataType));
    }

    private String fullName(String key) {
        return namespace == null || key.startsWith("/") ? key : namespace.nameAt(key);
    }

    private Optional<Violation> name(String key) {
        if (namespace == null && !key.startsWith("/")) {
            return Optional.of(Violation.of(
                    "key",
                    "namespace-needed",
                    "the key is not a full name, so the file alone does not tell its namespace",
                    "Give --namespace, for example --namespace /billing/prod."));
        }
        String full = fullName(key);
        Optional<Violation> grammar = ParameterName.check(full);
        if (grammar.isPresent() || namespace == null) {
            return grammar;
        }
        Namespace home = new ParameterName(full).namespace();
        if (home.equals(namespace)) {
            return Optional.empty();
        }
        return Optional.of(Violation.of(
                "key",
                "namespace-outside",
                full + " lives in the namespace " + home + ", not in " + namespace,
                "Import it with --namespace " + home + ", or a file of full names without --namespace."));
    }

    private static Optional<Violation> value(String place, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            return Optional.of(Violation.of(
                    place,
                    "value-unicode",
                    "the value has a surrogate without its partner, which is no character",
                    "Write the character itself, or both halves of its escape."));
        }
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.VALUE_BYTES) {
            return Optional.of(Violation.of(
                    place,
                    "value-size",
                    "the value has " + bytes + " bytes of UTF-8",
                    "A parameter holds at most " + Limits.VALUE_BYTES + "; split it."));
        }
        return Optional.empty();
    }
}
