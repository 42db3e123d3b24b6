package dev.noticeboard.cli.importing;

import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON file: an object whose fields are parameters, or a file of flagd, which is one parameter.
 *
 * <p>A field's value decides the data type: text, integer, number, boolean, and json for an object or a list. flagd's
 * files are known by their fields: {@code flags}, an object, and beside it at most {@code $schema}, {@code $evaluators} and
 * {@code metadata} (the flag definition schema of flagd.dev).
 */
final class JsonFile {
    /** A field at the top of the file. */
    record Entry(String key, String value, DataType dataType) {}

    private static final String FLAGS = "flags";
    private static final Set<String> FLAGD = Set.of("$schema", "$evaluators", "metadata", FLAGS);
    /** Characters of a key that an error repeats. */
    private static final int KEY_SHOWN = 120;

    /** The fields in their order; what is wrong is added to the list given. */
    static List<Entry> read(String text, List<Violation> violations) {
        JsonNode root;
        try {
            root = Json.tree(text);
        } catch (MalformedException e) {
            violations.add(Violation.of(
                    "file",
                    "json-grammar",
                    String.valueOf(e.getMessage()),
                    "Give one JSON object, each field in it once."));
            return List.of();
        }
        if (!root.isObject()) {
            violations.add(Violation.of(
                    "file", "json-object", "is not a JSON object", "Give an object whose fields are parameters."));
            return List.of();
        }
        if (root.path(FLAGS).isObject() && FLAGD.containsAll(root.propertyNames())) {
            return List.of(new Entry(FLAGS, Json.write(root), DataType.JSON));
        }
        List<Entry> entries = new ArrayList<>(root.size());
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            entry(field.getKey(), field.getValue(), entries, violations);
        }
        return entries;
    }

    private static void entry(String key, JsonNode value, List<Entry> entries, List<Violation> violations) {
        if (value.isNull()) {
            violations.add(Violation.of(
                    place(key),
                    "json-null",
                    "null is no value of a parameter",
                    "Leave the field out; use 'delete' to delete a parameter."));
        } else if (value.isString()) {
            entries.add(new Entry(key, value.stringValue(), DataType.TEXT));
        } else {
            entries.add(new Entry(key, Json.write(value), dataType(value)));
        }
    }

    private static DataType dataType(JsonNode value) {
        if (value.isBoolean()) {
            return DataType.BOOLEAN;
        }
        if (value.isIntegralNumber()) {
            return DataType.INTEGER;
        }
        return value.isNumber() ? DataType.NUMBER : DataType.JSON;
    }

    static String place(String key) {
        return "key " + Printable.atMost(KEY_SHOWN, key);
    }

    private JsonFile() {}
}
