package dev.noticeboard.cli.exporting;

import dev.noticeboard.cli.importing.MarkedValue;
import dev.noticeboard.cli.importing.PlainValue;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Parameters as the fields of a JSON or YAML file, by their full names. A parameter of which nothing but its value is to be
 * said stands there as that value, if the value is read back as it was to the letter; any other as a
 * {@link MarkedValue}.
 */
final class ExportTree {
    /** An object of this name, alone in a file, would be read as a file of flagd. */
    private static final String FLAGS = "flags";

    /** The fields, in the order of the parameters. */
    static Map<String, JsonNode> of(List<Parameter> parameters) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        parameters.forEach(p -> fields.put(p.name().text(), of(p)));
        return fields;
    }

    private static JsonNode of(Parameter p) {
        String value = String.valueOf(p.value());
        // Flags are JSON to look at, but an object alone would be read back as no more than that.
        boolean flags = p.dataType() == DataType.FLAGS;
        Optional<JsonNode> plain = plain(value, flags ? DataType.JSON : p.dataType());
        boolean bare = p.type() == ParameterType.STRING && p.metadata().equals(Metadata.NONE);
        boolean flagd = p.name().text().equals(FLAGS) && p.dataType() == DataType.JSON;
        if (plain.isPresent() && bare && !flagd && !flags) {
            return plain.get();
        }
        MarkedValue marked = new MarkedValue(
                plain.orElseGet(() -> JsonNodeFactory.instance.stringNode(value)),
                p.type() == ParameterType.STRING ? null : p.type(),
                plain.isPresent() && !flags ? null : p.dataType(),
                p.description(),
                p.tags().isEmpty() ? null : p.tags(),
                p.allowedPattern(),
                p.policies());
        return Json.tree(Json.write(Map.of(MarkedValue.MARK, marked)));
    }

    /** The value as it may stand by itself; empty if it would be read back as another. */
    private static Optional<JsonNode> plain(String value, DataType dataType) {
        JsonNode node;
        try {
            node = dataType == DataType.TEXT ? JsonNodeFactory.instance.stringNode(value) : Json.tree(value);
        } catch (MalformedException notAsItsTypeSays) {
            return Optional.empty();
        }
        return !node.isNull() && !MarkedValue.marks(node) && PlainValue.of(node).equals(new PlainValue(value, dataType))
                ? Optional.of(node)
                : Optional.empty();
    }

    private ExportTree() {}
}
