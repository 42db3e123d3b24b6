package dev.noticeboard.functions.invoke;

import dev.noticeboard.functions.validate.ChangeValidator.Item;
import dev.noticeboard.functions.validate.ChangeValidator.Proposal;
import dev.noticeboard.functions.validate.ChangeValidator.Verdict;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a validator function is sent and what it answers; docs/upkeep.md tells its author. */
final class ValidatorMessages {
    /** Of our own texts: what a terminal shows of a message, and then some. */
    private static final int TEXT = 1024;

    /** As our own rules are named. */
    private static final Pattern RULE = Pattern.compile("[a-z0-9-]{1,64}");

    private static final String RULE_PREFIX = "validator";
    private static final String REMEDY = "Change the value, or ask who runs the namespace's validator function.";

    /** What the function is sent. */
    static String question(Proposal proposal) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("namespace", proposal.namespace().text());
        question.put("by", proposal.by());
        if (proposal.why() != null) {
            question.put("why", proposal.why());
        }
        question.put(
                "changes",
                proposal.changes().stream().map(ValidatorMessages::change).toList());
        return Json.write(question);
    }

    private static Map<String, Object> change(Item item) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("name", item.name().text());
        change.put("kind", item.value() == null ? "delete" : "put");
        change.put("type", item.type());
        change.put("dataType", item.dataType());
        if (item.value() != null) {
            change.put("value", item.value());
        }
        return change;
    }

    /** What the function said. */
    static Verdict verdict(byte[] payload) {
        try {
            return verdict(Json.tree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString()));
        } catch (CharacterCodingException e) {
            return unreadable("the answer is not UTF-8");
        } catch (MalformedException e) {
            return unreadable(e.field() + " " + e.getMessage());
        }
    }

    private static Verdict verdict(JsonNode answer) {
        if (!answer.isObject()) {
            throw new MalformedException("body", "is not an object");
        }
        JsonNode listed = answer.get("violations");
        if (listed == null || listed.isNull()) {
            return new Verdict.Accepted();
        }
        if (!listed.isArray()) {
            throw new MalformedException("violations", "is not a list");
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < Math.min(listed.size(), Limits.VIOLATIONS); i++) {
            violations.add(violation("violations[" + i + "]", listed.get(i)));
        }
        return violations.isEmpty() ? new Verdict.Accepted() : new Verdict.Refused(violations);
    }

    private static Violation violation(String place, JsonNode said) {
        if (!said.isObject()) {
            throw new MalformedException(place, "is not an object");
        }
        String name = text(place + ".name", said.get("name"));
        String message = text(place + ".message", said.get("message"));
        String rule = text(place + ".rule", said.get("rule"));
        String remedy = text(place + ".remedy", said.get("remedy"));
        if (message == null || message.isBlank()) {
            throw new MalformedException(place + ".message", "is missing");
        }
        if (name != null && ParameterName.check(name).isPresent()) {
            throw new MalformedException(place + ".name", "is not a parameter's name");
        }
        if (rule != null && !RULE.matcher(rule).matches()) {
            throw new MalformedException(place + ".rule", "is not 1 to 64 characters of a-z 0-9 -");
        }
        return new Violation(
                name == null ? "changes" : name,
                rule == null ? RULE_PREFIX : RULE_PREFIX + ":" + rule,
                cut(message),
                remedy == null || remedy.isBlank() ? REMEDY : cut(remedy),
                name,
                null,
                null);
    }

    private static @Nullable String text(String place, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw new MalformedException(place, "is not a string");
        }
        return node.stringValue();
    }

    /** Never within a surrogate pair. */
    private static String cut(String text) {
        if (text.length() <= TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT;
        return text.substring(0, end) + "…";
    }

    private static Verdict unreadable(String why) {
        return new Verdict.Unavailable("gave an answer that cannot be read: " + why);
    }

    private ValidatorMessages() {}
}
