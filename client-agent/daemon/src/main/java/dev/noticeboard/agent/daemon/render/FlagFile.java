package dev.noticeboard.agent.daemon.render;

import dev.noticeboard.flags.FlagValues;
import dev.noticeboard.flags.rules.Logic;
import dev.noticeboard.flags.rules.RuleException;
import dev.noticeboard.schemas.flags.Bucketing;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A namespace's flags as one flagd document that flagd's own providers evaluate as the agent does. Documents keep their evaluators and
 * metadata to themselves, so what is theirs is written into their flags: every {@code $ref} becomes the evaluator that it names, and
 * metadata that not all documents share becomes that of each flag. Confined to one thread.
 */
final class FlagFile {
    /** Characters of the rules together, as templates have it, so that references cannot fill the memory. */
    private static final int LARGEST = 16 << 20;

    private final Map<String, Object> flags = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int left = LARGEST;

    /**
     * Writes one.
     *
     * @param documents flagd documents by the names of their parameters; where two define the same key, the first counts
     * @throws RenderException if it would be too large
     */
    static String of(Map<String, String> documents) {
        List<JsonNode> read = new ArrayList<>();
        documents.values().forEach(text -> {
            try {
                read.add(Json.tree(text));
            } catch (MalformedException noFlagsInIt) {
                // The agent serves none of it either, and says so.
            }
        });
        return new FlagFile().write(read);
    }

    private String write(List<JsonNode> documents) {
        Map<String, JsonNode> shared = shared(documents);
        documents.forEach(document -> add(document, shared));
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("flags", flags);
        if (!shared.isEmpty()) {
            whole.put("metadata", shared);
        }
        return Json.write(whole) + "\n";
    }

    /** The metadata that all documents have alike. */
    private static Map<String, JsonNode> shared(List<JsonNode> documents) {
        Map<String, JsonNode> shared = new LinkedHashMap<>();
        documents.stream()
                .filter(FlagFile::known)
                .map(FlagFile::metadata)
                .reduce((all, next) -> {
                    all.entrySet().retainAll(next.entrySet());
                    return all;
                })
                .ifPresent(shared::putAll);
        return shared;
    }

    /**
     * Whether we put whom into the bucket that the document means. If not, its flags are left out, so that applications take their own
     * defaults, as from the agent: other providers would not look.
     */
    private static boolean known(JsonNode document) {
        JsonNode bucketing = document.path("metadata").path(Bucketing.FIELD);
        return !bucketing.isValueNode()
                || bucketing.isNull()
                || bucketing.asString("").equals(Bucketing.FLAGD_V2);
    }

    private void add(JsonNode document, Map<String, JsonNode> shared) {
        Map<String, JsonNode> own = metadata(document);
        own.keySet().removeAll(shared.keySet());
        Logic logic = new Logic(document.path("$evaluators"));
        for (Map.Entry<String, JsonNode> entry : document.path("flags").properties()) {
            if (seen.add(entry.getKey()) && known(document) && entry.getValue().isObject()) {
                flags.put(entry.getKey(), flag(entry.getValue(), logic, own));
            }
        }
    }

    private Map<String, Object> flag(JsonNode definition, Logic logic, Map<String, JsonNode> inherited) {
        Map<String, Object> flag = new LinkedHashMap<>();
        definition.properties().forEach(member -> flag.put(member.getKey(), member.getValue()));
        if (definition.has("targeting")) {
            flag.put("targeting", targeting(definition.path("targeting"), logic));
        }
        Map<String, JsonNode> metadata = new LinkedHashMap<>(inherited);
        metadata.putAll(metadata(definition));
        if (!metadata.isEmpty()) {
            flag.put("metadata", metadata);
        }
        return flag;
    }

    private @Nullable Object targeting(JsonNode rule, Logic logic) {
        try {
            return plain(logic.of(rule));
        } catch (RuleException wrongInItself) {
            // A reference without its evaluator: every provider fails this flag, and no other.
            return rule;
        }
    }

    /** Whole numbers are written as such, where some providers ask for them. */
    private @Nullable Object plain(@Nullable Object value) {
        left -= value instanceof String text ? text.length() + 2 : 2;
        if (left < 0) {
            throw new RenderException("the flags' rules are longer than 16 Mi characters once their evaluators are"
                    + " written into them. Refer to large evaluators from fewer flags.");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put((String) key, plain(element)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return FlagValues.written(value);
    }

    /** What providers take as metadata: text, numbers and booleans. */
    private static Map<String, JsonNode> metadata(JsonNode holder) {
        Map<String, JsonNode> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : holder.path("metadata").properties()) {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                metadata.put(entry.getKey(), entry.getValue());
            }
        }
        return metadata;
    }
}
