package dev.noticeboard.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON in its two manners: strict for what people and programs send us (an unknown field is a typing error), tolerant for
 * what another version of ourselves wrote (an unknown field is a newer one). Thread-safe.
 */
public final class Json {
    private static final JsonMapper STRICT = base(true).build();
    private static final JsonMapper TOLERANT = base(false).build();
    private static final TypeReference<Map<String, Object>> ITEM = new TypeReference<>() {};

    private static JsonMapper.Builder base(boolean strict) {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // Otherwise 0 would stand for the first word of a list.
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                // An empty or blank text is a text, not an absent number, time or object.
                .withCoercionConfigDefaults(c -> {
                    c.setAcceptBlankAsEmpty(false);
                    c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
                })
                .withCoercionConfig(LogicalType.Textual, c -> {
                    c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    c.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    c.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    /** Reads what a caller sent. @throws MalformedException with the place and the rule */
    public static <T> T readStrict(String text, Class<T> type) {
        return read(STRICT, text, type);
    }

    /** Reads what another version of us wrote. @throws MalformedException with the place and the rule */
    public static <T> T readTolerant(String text, Class<T> type) {
        return read(TOLERANT, text, type);
    }

    private static <T> T read(JsonMapper mapper, String text, Class<T> type) {
        try {
            T value = mapper.readValue(text, type);
            if (value == null) {
                throw new MalformedException("body", "is null");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (NumberFormatException e) {
            throw outOfRange();
        }
    }

    /** An exponent beyond what a {@link java.math.BigDecimal} holds; Jackson lets its exception through. */
    private static MalformedException outOfRange() {
        return new MalformedException("body", "has a number whose exponent is out of range");
    }

    /** Any JSON text (RFC 8259) as a tree, duplicate keys refused. @throws MalformedException with the place */
    public static JsonNode tree(String text) {
        JsonNode node;
        try {
            node = STRICT.readTree(text);
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (NumberFormatException e) {
            throw outOfRange();
        }
        if (node.isMissingNode()) {
            throw new MalformedException("body", "is empty");
        }
        return node;
    }

    /** The JSON text of a record or of plain collections. */
    public static String write(Object value) {
        return TOLERANT.writeValueAsString(value);
    }

    /** A record as plain maps, lists, strings, numbers and booleans. */
    public static Map<String, Object> toMap(Object value) {
        return TOLERANT.convertValue(value, ITEM);
    }

    /** The inverse of {@link #toMap}, tolerant. @throws MalformedException with the place and the rule */
    public static <T> T fromMap(Map<String, ?> map, Class<T> type) {
        try {
            return TOLERANT.convertValue(map, type);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Says where and why without quoting the input: Jackson's own messages may hold a value. */
    private static MalformedException malformed(JacksonException e) {
        if (e instanceof StreamReadException s) {
            String where = s.getLocation() == null
                    ? ""
                    : " at line " + s.getLocation().getLineNr() + ", column "
                            + s.getLocation().getColumnNr();
            boolean duplicate = String.valueOf(s.getOriginalMessage()).startsWith("Duplicate");
            return new MalformedException(
                    "body", (duplicate ? "has a field twice" : "is not well-formed JSON") + where);
        }
        String place = e instanceof DatabindException d ? place(d) : "body";
        if (e instanceof UnrecognizedPropertyException u) {
            String known = u.getKnownPropertyIds() == null
                    ? ""
                    : u.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", ", "; known are ", ""));
            return new MalformedException(place, "is an unknown field" + known);
        }
        if (e instanceof ValueInstantiationException v && v.getCause() instanceof IllegalArgumentException cause) {
            return new MalformedException(place, String.valueOf(cause.getMessage()));
        }
        if (e instanceof InvalidFormatException f && f.getTargetType() != null) {
            return new MalformedException(place, "is not a valid " + typeName(f.getTargetType()));
        }
        if (e instanceof MismatchedInputException m && m.getTargetType() != null) {
            return new MalformedException(place, "is missing or is not a " + typeName(m.getTargetType()));
        }
        return new MalformedException(place, "does not have the expected form");
    }

    private static String typeName(Class<?> type) {
        if (type.isEnum()) {
            return "value of its list";
        }
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "whole number";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "list";
        }
        if (type == Duration.class) {
            return "duration";
        }
        return type == Instant.class ? "time" : "object";
    }

    private static String place(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference r : e.getPath()) {
            if (r.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(r.getPropertyName());
            } else if (r.getIndex() >= 0) {
                path.append('[').append(r.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private Json() {}
}
