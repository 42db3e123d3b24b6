package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Violation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether a value's text is one that its type and data type allow, and the JSON that a schema sees of it. Of flags {@link FlagRules} says more. */
public final class ValueRules {
    /** RFC 8259, section 6, without fraction and exponent. */
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    /** RFC 8259, section 6. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    /**
     * Digits of a number, and the bound of its decimal exponent. RFC 8259, section 6, lets an implementation set such
     * limits; Jackson's own is 1,000 characters. Beyond it, arithmetic on 1e999999999 would fill the memory.
     */
    private static final int NUMBER_DIGITS = 1000;

    /** What is wrong with the text as a value of this type and data type. */
    public static Optional<Violation> check(String field, Typing typing, String value) {
        if (typing.type() == ParameterType.SECURE_STRING) {
            return Optional.of(Violation.of(
                    field,
                    "secure-string",
                    "values of type SecureString are not encrypted yet, so none is accepted",
                    "Keep the secret elsewhere, or use type String for what is no secret."));
        }
        if (typing.type() == ParameterType.STRING_LIST) {
            return checkList(field, typing, value);
        }
        return switch (typing.dataType()) {
            case TEXT -> Optional.empty();
            case INTEGER ->
                INTEGER.matcher(value).matches() && value.length() <= NUMBER_DIGITS
                        ? Optional.empty()
                        : refuse(field, typing, "is not an integer", "Write digits with at most a minus before them.");
            case NUMBER ->
                NUMBER.matcher(value).matches() && value.length() <= NUMBER_DIGITS && small(value)
                        ? Optional.empty()
                        : refuse(field, typing, "is not a number", "Write a JSON number (RFC 8259, section 6).");
            case BOOLEAN ->
                value.equals("true") || value.equals("false")
                        ? Optional.empty()
                        : refuse(field, typing, "is neither true nor false", "Write true or false.");
            case JSON, FLAGS -> checkJson(field, typing, value);
        };
    }

    private static Optional<Violation> checkList(String field, Typing typing, String value) {
        if (typing.dataType() != DataType.TEXT) {
            return refuse(
                    field,
                    typing,
                    "is of type StringList, whose data type is text",
                    "Leave the data type out, or use type String.");
        }
        for (String element : value.split(",", -1)) {
            if (element.isEmpty()) {
                return refuse(
                        field,
                        typing,
                        "has an empty element in its list",
                        "Write elements with single commas between.");
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> checkJson(String field, Typing typing, String value) {
        try {
            return numbersAreSmall(Json.tree(value))
                    ? Optional.empty()
                    : refuse(
                            field,
                            typing,
                            "has a number whose exponent is beyond " + NUMBER_DIGITS,
                            "Write it as a string, or smaller.");
        } catch (MalformedException e) {
            return refuse(field, typing, e.getMessage() + "", "Write one JSON text (RFC 8259), no field twice.");
        }
    }

    private static boolean numbersAreSmall(JsonNode node) {
        if (node.isNumber()) {
            return small(node.decimalValue());
        }
        for (JsonNode child : node) {
            if (!numbersAreSmall(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean small(String number) {
        try {
            return small(new BigDecimal(number));
        } catch (NumberFormatException e) {
            // Its exponent is beyond even what a BigDecimal holds.
            return false;
        }
    }

    private static boolean small(BigDecimal number) {
        return Math.abs((long) number.scale()) <= NUMBER_DIGITS;
    }

    private static Optional<Violation> refuse(String field, Typing typing, String what, String remedy) {
        return Optional.of(Violation.of(
                field,
                "data-type",
                "the value, of data type " + typing.dataType().label() + ", " + what,
                remedy));
    }

    /** The JSON that a schema sees of a value that {@link #check} found nothing wrong with. */
    public static JsonNode instance(Typing typing, String value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (typing.type() == ParameterType.STRING_LIST) {
            ArrayNode list = nodes.arrayNode();
            for (String element : value.split(",", -1)) {
                list.add(element);
            }
            return list;
        }
        return typing.dataType() == DataType.TEXT ? nodes.stringNode(value) : Json.tree(value);
    }

    private ValueRules() {}
}
