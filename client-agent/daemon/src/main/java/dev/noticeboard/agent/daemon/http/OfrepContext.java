package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The context in the body of an OFREP request. An empty body, no context and no targeting key are good, as flagd has it: flags need
 * not ask for any. Whole numbers become {@code Long}, all others {@code Double}.
 */
final class OfrepContext {

    /** @throws Refused as NOT_JSON if the body is no JSON object, or its context none */
    static FlagContext read(byte[] body) {
        JsonNode request = tree(body);
        if (request == null || request.isNull()) {
            return FlagContext.EMPTY;
        }
        if (!request.isObject()) {
            throw invalid("The body is no JSON object. Send {\"context\": {…}}.");
        }
        JsonNode context = request.path("context");
        if (context.isMissingNode() || context.isNull()) {
            return FlagContext.EMPTY;
        }
        if (!context.isObject()) {
            throw invalid("context: is no JSON object. Send {\"context\": {\"targetingKey\": \"…\"}}.");
        }
        return FlagContext.of(object(context));
    }

    private static @Nullable JsonNode tree(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.isBlank() ? null : Json.tree(text);
        } catch (CharacterCodingException e) {
            throw invalid("The body is not in UTF-8.");
        } catch (MalformedException e) {
            throw invalid(e.field() + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return map;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isNumber()) {
            return number(node);
        }
        return node.isString() ? node.stringValue() : node.isBoolean() ? (Object) node.booleanValue() : null;
    }

    private static Number number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        double number = node.decimalValue().doubleValue();
        if (Double.isInfinite(number)) {
            throw invalid("context: has a number beyond the range of IEEE 754's doubles.");
        }
        return number;
    }

    private static Refused invalid(String message) {
        return new Refused(Refused.Kind.NOT_JSON, message);
    }

    private OfrepContext() {}
}
