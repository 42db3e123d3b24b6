package dev.noticeboard.functions.validate;

import com.networknt.schema.Error;
import tools.jackson.databind.JsonNode;

/** Says what a schema found wrong from the schema's side only: the library's own messages may quote the value. */
final class SchemaMessages {
    /** Characters of the schema that a message quotes at most. */
    private static final int QUOTED = 200;

    /** What the value must be, e.g. {@code must be at most 1000}. */
    static String of(Error error) {
        String keyword = error.getKeyword();
        if (keyword == null) {
            return "breaks the schema";
        }
        String rule = quote(error.getSchemaNode());
        return switch (keyword) {
            case "type" -> "must be of type " + rule.replace("\"", "").replace(",", ", ");
            case "minimum" -> "must be at least " + rule;
            case "maximum" -> "must be at most " + rule;
            case "exclusiveMinimum" -> "must be more than " + rule;
            case "exclusiveMaximum" -> "must be less than " + rule;
            case "multipleOf" -> "must be a multiple of " + rule;
            case "minLength" -> "must have at least " + rule + " characters";
            case "maxLength" -> "must have at most " + rule + " characters";
            case "pattern" -> "must match the regular expression " + rule;
            case "enum" -> "must be one of " + rule;
            case "const" -> "must be " + rule;
            case "minItems" -> "must have at least " + rule + " items";
            case "maxItems" -> "must have at most " + rule + " items";
            case "uniqueItems" -> "must not have an item twice";
            case "minProperties" -> "must have at least " + rule + " properties";
            case "maxProperties" -> "must have at most " + rule + " properties";
            case "required" -> "must have the property '" + error.getProperty() + "'";
            case "additionalProperties", "unevaluatedProperties" -> "has a property that the schema does not know";
            case "items", "unevaluatedItems" -> "has an item that the schema does not know";
            case "oneOf" -> "must satisfy exactly one schema of the list";
            case "anyOf" -> "must satisfy a schema of the list";
            case "not" -> "must not satisfy the schema under 'not'";
            case "false" -> "is allowed no value at all";
            default -> "breaks the rule '" + keyword + "'";
        };
    }

    private static String quote(JsonNode rule) {
        if (rule == null) {
            return "what the schema says";
        }
        String text = rule.toString();
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }

    private SchemaMessages() {}
}
