package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import will put where; an apply also deletes.
 *
 * @param items the changes of each namespace, in the order in which they are sent
 */
public record ImportPlan(Map<Namespace, List<ChangeSetRequest.Item>> items) {
    /** Bytes that a request's frame and reason take at most, with every character of the reason escaped. */
    private static final int FRAME_BYTES = 8 * Limits.WHY_CHARACTERS;

    /** One change set to be. */
    public record Batch(Namespace namespace, List<ChangeSetRequest.Item> items) {
        public Batch {
            items = List.copyOf(items);
        }
    }

    public ImportPlan {
        Map<Namespace, List<ChangeSetRequest.Item>> copy = new LinkedHashMap<>();
        items.forEach((namespace, puts) -> copy.put(namespace, List.copyOf(puts)));
        items = Collections.unmodifiableMap(copy);
    }

    /** How many parameters there are. */
    public int parameters() {
        return items.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The change sets, in order: each of one namespace and as full as {@link Limits#CHANGES},
     * {@link Limits#CHANGE_SET_BYTES} and {@link Limits#BODY_BYTES} allow.
     */
    public List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        items.forEach((namespace, puts) -> split(namespace, puts, batches));
        return batches;
    }

    private static void split(Namespace namespace, List<ChangeSetRequest.Item> puts, List<Batch> batches) {
        List<ChangeSetRequest.Item> open = new ArrayList<>();
        long values = 0;
        long body = FRAME_BYTES;
        for (ChangeSetRequest.Item put : puts) {
            long value = counted(put);
            // And the comma between two.
            int encoded = bytes(Json.write(put)) + 1;
            boolean full = open.size() == Limits.CHANGES
                    || values + value > Limits.CHANGE_SET_BYTES
                    || body + encoded > Limits.BODY_BYTES;
            if (full) {
                batches.add(new Batch(namespace, open));
                open.clear();
                values = 0;
                body = FRAME_BYTES;
            }
            open.add(put);
            values += value;
            body += encoded;
        }
        if (!open.isEmpty()) {
            batches.add(new Batch(namespace, open));
        }
    }

    /** What counts towards {@link Limits#CHANGE_SET_BYTES}: the value and what is said about it. */
    private static long counted(ChangeSetRequest.Item put) {
        long sum = length(put.value()) + length(put.description()) + length(put.allowedPattern());
        if (put.tags() != null) {
            for (Map.Entry<String, String> tag : put.tags().entrySet()) {
                sum += bytes(tag.getKey()) + bytes(tag.getValue());
            }
        }
        return put.policies() == null ? sum : sum + bytes(Json.write(put.policies()));
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : bytes(text);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Without the values, which belong in no log. */
    @Override
    public String toString() {
        return parameters() + " parameters in " + items.keySet();
    }
}
