package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The input of an operation of SSM's protocol (AWS JSON 1.1): a JSON object. A member that we do not know is left alone. */
final class SsmRequest {
    /** Source: SSM's model, PSParameterName. */
    private static final int NAME_CHARACTERS = 2048;

    private final JsonNode input;

    /** @throws Refused if it is no JSON object */
    SsmRequest(byte[] body) {
        JsonNode read;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            read = Json.tree(text);
        } catch (MalformedException | CharacterCodingException e) {
            throw notJson("The body is no JSON object (RFC 8259) in UTF-8.");
        }
        if (!read.isObject()) {
            throw notJson("The body is no JSON object.");
        }
        this.input = read;
    }

    private static Refused notJson(String message) {
        return new Refused(Refused.Kind.NOT_JSON, message);
    }

    static Refused invalid(String member, String rule) {
        return new Refused(Refused.Kind.MALFORMED, "1 validation error detected: " + member + ": " + rule);
    }

    Optional<String> text(String member) {
        JsonNode node = input.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw notJson(member + ": is no text.");
        }
        return Optional.of(node.stringValue());
    }

    String name(String member) {
        String name = text(member).orElseThrow(() -> invalid(member, "is required."));
        return checkedName(member, name);
    }

    private static String checkedName(String member, String name) {
        if (name.isEmpty() || name.length() > NAME_CHARACTERS) {
            throw invalid(member, "has not 1 to " + NAME_CHARACTERS + " characters.");
        }
        return name;
    }

    boolean flag(String member) {
        JsonNode node = input.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw notJson(member + ": is neither true nor false.");
        }
        return node.booleanValue();
    }

    int number(String member, int otherwise, int least, int most) {
        JsonNode node = input.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isIntegralNumber()) {
            throw notJson(member + ": is no whole number.");
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw invalid(member, "is not from " + least + " to " + most + ".");
        }
        return node.intValue();
    }

    List<String> names(String member, int most) {
        JsonNode node = input.path(member);
        if (node.isMissingNode() || node.isNull()) {
            throw invalid(member, "is required.");
        }
        if (!node.isArray()) {
            throw notJson(member + ": is no list.");
        }
        if (node.isEmpty() || node.size() > most) {
            throw invalid(member, "has not 1 to " + most + " entries.");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode entry : node) {
            if (!entry.isString()) {
                throw notJson(member + ": has an entry that is no text.");
            }
            names.add(checkedName(member, entry.stringValue()));
        }
        return names;
    }

    boolean has(String member) {
        JsonNode node = input.path(member);
        return !node.isMissingNode() && !node.isNull() && !(node.isArray() && node.isEmpty());
    }
}
