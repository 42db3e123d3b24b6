package dev.noticeboard.cli.importing;

import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of a JSON or YAML file: an object whose fields are parameters, or a file of flagd, which is one parameter of the data type flags.
 *
 * <p>A field's value decides the data type ({@link PlainValue}); what is to be said beside the value stands in the
 * form of {@link MarkedValue}. flagd's files are known by their fields: {@code flags}, an object, and beside it at most
 * {@code $schema}, {@code $evaluators} and {@code metadata} (the flag definition schema of flagd.dev).
 */
final class TreeEntries {
    private static final String FLAGS = "flags";
    private static final Set<String> FLAGD = Set.of("$schema", "$evaluators", "metadata", FLAGS);
    /** Characters of a key that an error repeats. */
    private static final int KEY_SHOWN = 120;

    /** The fields in their order; what is wrong is added to the list given. */
    static List<FileEntry> of(JsonNode root, List<Violation> violations) {
        if (!root.isObject()) {
            violations.add(Violation.of(
                    "file",
                    "file-object",
                    "holds no object at its top",
                    "Give an object whose fields are parameters."));
            return List.of();
        }
        JsonNode flags = root.path(FLAGS);
        if (flags.isObject() && !MarkedValue.marks(flags) && FLAGD.containsAll(root.propertyNames())) {
            PutRequest put = PutRequest.of(Json.write(root), null, DataType.FLAGS, null, null);
            return List.of(new FileEntry(place(FLAGS), FLAGS, put));
        }
        List<FileEntry> entries = new ArrayList<>(root.size());
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            entry(field.getKey(), field.getValue(), entries, violations);
        }
        return entries;
    }

    private static void entry(String key, JsonNode value, List<FileEntry> entries, List<Violation> violations) {
        String place = place(key);
        if (MarkedValue.marks(value)) {
            MarkedValue.read(place, value, violations).ifPresent(put -> entries.add(new FileEntry(place, key, put)));
        } else if (value.isNull()) {
            violations.add(missing(place));
        } else {
            PlainValue plain = PlainValue.of(value);
            entries.add(new FileEntry(place, key, PutRequest.of(plain.text(), null, plain.dataType(), null, null)));
        }
    }

    /** What is wrong with {@code null}. */
    static Violation missing(String place) {
        return Violation.of(
                place,
                "value-null",
                "null is no value of a parameter",
                "Leave the field out; use 'delete' to delete a parameter.");
    }

    private static String place(String key) {
        return "key " + Printable.atMost(KEY_SHOWN, key);
    }

    private TreeEntries() {}
}
