package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What a value that stands in a JSON or YAML file by itself means: text, integer, number, boolean, and json for an object or
 * a list.
 *
 * @param text the value's text
 * @param dataType what it means
 */
public record PlainValue(String text, DataType dataType) {
    /** The meaning of a value other than null. */
    public static PlainValue of(JsonNode value) {
        return value.isString()
                ? new PlainValue(value.stringValue(), DataType.TEXT)
                : new PlainValue(Json.write(value), dataType(value));
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

    /** Without the text, which belongs in no log. */
    @Override
    public String toString() {
        return dataType.label();
    }
}
