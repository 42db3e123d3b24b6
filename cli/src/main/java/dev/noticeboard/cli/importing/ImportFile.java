package dev.noticeboard.cli.importing;

import dev.noticeboard.cli.api.Items;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.envfile.EnvFile;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a configuration file as a whole: either all of it can be imported, or none of it is.
 *
 * <p>The file's name tells its kind ({@link FileKind}). A key that begins with a slash is a parameter's full name and keeps
 * it; any other is a path below the prefix given. An {@code .env} file has no types, so its entries keep the data type that
 * a parameter has on the board, and are text where they are new; a JSON or YAML value brings its own.
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

    private final FileNames place;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<Namespace, List<ChangeSetRequest.Item>> items = new LinkedHashMap<>();

    private ImportFile(@Nullable Prefix below) {
        this.place = new FileNames(below);
    }

    /** Reads a file as {@link #readBelow} does, for a whole namespace. */
    public static Result read(Path file, @Nullable Namespace namespace) {
        return readBelow(file, namespace == null ? null : Prefix.whole(namespace));
    }

    /**
     * Reads a file and checks every entry against what the board accepts; schemas, which only the board knows, aside.
     *
     * @param below where keys that are no full names go, and where all must lie; absent to take each full name as it
     *     stands
     */
    public static Result readBelow(Path file, @Nullable Prefix below) {
        ImportFile reading = new ImportFile(below);
        FileKind.of(file)
                .ifPresentOrElse(
                        kind -> reading.read(file, kind),
                        () -> reading.violations.add(Violation.of(
                                "file",
                                "file-kind",
                                "the name of " + file + " does not tell what it holds",
                                "Name it .yaml, .yml, .json or .env, or one of these with .gz behind it.")));
        if (reading.violations.isEmpty() && reading.items.isEmpty()) {
            reading.violations.add(Violation.of(
                    "file", "file-empty", "there is no parameter in it", "Check that it is the right file."));
        }
        return reading.violations.isEmpty()
                ? new Valid(new ImportPlan(reading.items))
                : new Invalid(List.copyOf(reading.violations));
    }

    private void read(Path file, FileKind kind) {
        String text = FileText.read(file, FILE_BYTES, violations);
        if (text != null) {
            entries(kind, text).forEach(this::add);
        }
    }

    private List<FileEntry> entries(FileKind kind, String text) {
        if (kind == FileKind.ENV) {
            return EnvFile.read(text, violations).stream()
                    .map(e -> new FileEntry(
                            EnvFile.place(e.line(), e.key()),
                            e.key(),
                            PutRequest.of(e.value(), null, null, null, null)))
                    .toList();
        }
        JsonNode root;
        try {
            root = kind == FileKind.YAML ? YamlTree.read(text) : Json.tree(text);
        } catch (MalformedException e) {
            violations.add(Violation.of(
                    "file",
                    kind == FileKind.YAML ? "yaml-grammar" : "json-grammar",
                    String.valueOf(e.getMessage()),
                    "Give one " + kind.label() + " object, each field in it once."));
            return List.of();
        }
        return TreeEntries.of(root, violations);
    }

    private void add(FileEntry entry) {
        String value = entry.put().value();
        Optional<Violation> wrong =
                place.check(entry.key()).map(v -> v.at(entry.place())).or(() -> ValueText.check(entry.place(), value));
        if (wrong.isPresent()) {
            violations.add(wrong.get());
            return;
        }
        ParameterName name = new ParameterName(place.fullName(entry.key()));
        if (!names.add(name.text())) {
            violations.add(Violation.of(
                    entry.place(),
                    "name-twice",
                    name + " is in the file twice",
                    "Remove the entry that does not hold."));
            return;
        }
        items.computeIfAbsent(name.namespace(), n -> new ArrayList<>()).add(Items.put(name.text(), entry.put()));
    }
}
