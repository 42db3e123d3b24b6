package dev.noticeboard.openfeature;

import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which flags a change of documents changed. A flag is what its definition says, with the evaluators that its rule reaches and the
 * metadata that it has from its document; order, white space, and whatever else the document holds are not part of it. A flag that moves to
 * another document with all this is not changed.
 */
final class FlagChanges {
    private static final String REF = "$ref";
    private static final String METADATA = "metadata";

    /** @param parts of the definition, without its metadata */
    private record Definition(
            Map<String, JsonNode> parts, Map<String, JsonNode> metadata, Map<String, JsonNode> evaluators) {}

    /** The keys of the flags that are new, gone or changed, in their order. */
    static List<String> keys(SnapshotChange change) {
        Map<String, Definition> before = new HashMap<>();
        Map<String, Definition> after = new HashMap<>();
        List<ValueChange> documents = new ArrayList<>(change.changes());
        documents.sort(Comparator.comparing(c -> c.name().text()));
        for (ValueChange document : documents) {
            read(document.before(), before);
            read(document.after(), after);
        }
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        return List.copyOf(keys);
    }

    private static void read(@Nullable Value document, Map<String, Definition> into) {
        if (document == null || document.dataType() != DataType.FLAGS) {
            return;
        }
        JsonNode root;
        try {
            root = Json.tree(document.text());
        } catch (MalformedException e) {
            // As the evaluator has it: such a document holds no flags.
            return;
        }
        Map<String, JsonNode> common = properties(root.path(METADATA));
        for (Map.Entry<String, JsonNode> flag : root.path("flags").properties()) {
            Map<String, JsonNode> parts = properties(flag.getValue());
            JsonNode own = parts.remove(METADATA);
            Map<String, JsonNode> metadata = new HashMap<>(common);
            if (own != null) {
                metadata.putAll(properties(own));
            }
            Map<String, JsonNode> evaluators = new HashMap<>();
            reach(flag.getValue().path("targeting"), root.path("$evaluators"), evaluators);
            into.putIfAbsent(flag.getKey(), new Definition(parts, metadata, evaluators));
        }
    }

    private static Map<String, JsonNode> properties(JsonNode node) {
        Map<String, JsonNode> properties = new HashMap<>();
        node.properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
        return properties;
    }

    private static void reach(JsonNode rule, JsonNode evaluators, Map<String, JsonNode> reached) {
        if (rule.isObject() && rule.size() == 1 && rule.path(REF).isString()) {
            String name = rule.path(REF).asString();
            JsonNode evaluator = evaluators.path(name);
            if (reached.putIfAbsent(name, evaluator) == null) {
                reach(evaluator, evaluators, reached);
            }
            return;
        }
        rule.forEach(part -> reach(part, evaluators, reached));
    }

    private FlagChanges() {}
}
