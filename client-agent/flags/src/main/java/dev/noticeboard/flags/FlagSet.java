package dev.noticeboard.flags;

import dev.noticeboard.schemas.flags.Bucketing;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The flags of a namespace, compiled. Make one per change; evaluating is then a look-up, and a few closures where a rule decides. A flag
 * whose definition is wrong harms no other. Immutable and thread-safe.
 */
public final class FlagSet {
    /** No flags. */
    public static final FlagSet EMPTY = of(Map.of());

    private final Map<String, Flag> flags;
    private final Map<String, Object> metadata;
    private final List<String> problems;
    private final InstantSource time;

    private FlagSet(Map<String, Flag> flags, Map<String, Object> metadata, List<String> problems, InstantSource time) {
        this.flags = flags;
        this.metadata = metadata;
        this.problems = problems;
        this.time = time;
    }

    /**
     * Compiles flagd documents, whatever is wrong with them.
     *
     * @param documents their texts, by what each is called (a parameter's name); where two define the same key, the first in this
     *     map's order counts
     */
    public static FlagSet of(Map<String, String> documents) {
        return of(documents, Clock.systemUTC());
    }

    /** The same with another time for {@code $flagd.timestamp}. */
    public static FlagSet of(Map<String, String> documents, InstantSource time) {
        Map<String, Flag> flags = new LinkedHashMap<>();
        Map<String, Object> metadata = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        documents.forEach((name, text) -> {
            try {
                JsonNode document = Json.tree(text);
                CompiledDocument read = CompiledDocument.read(document);
                read.metadata().forEach(metadata::putIfAbsent);
                read.flags().forEach((key, flag) -> {
                    if (flags.putIfAbsent(key, flag) != null) {
                        problems.add(name + ": flag " + key + " is defined twice; the other one counts");
                    }
                });
                read.problems().forEach(p -> problems.add(name + ": " + p));
            } catch (MalformedException e) {
                problems.add(name + ": is no JSON: " + e.getMessage());
            }
        });
        metadata.putIfAbsent(Bucketing.FIELD, Bucketing.FLAGD_V2);
        return new FlagSet(
                Collections.unmodifiableMap(flags), Collections.unmodifiableMap(metadata), List.copyOf(problems), time);
    }

    /** What a flag is for a context; {@link ErrorCode#FLAG_NOT_FOUND} if there is none of this key. */
    public Evaluation evaluate(String key, FlagContext context) {
        Flag flag = flags.get(key);
        return flag == null
                ? new Evaluation.Failed(key, ErrorCode.FLAG_NOT_FOUND, "there is no flag " + key, metadata)
                : flag.evaluate(context, time);
    }

    /** As {@link #evaluate}, with how it came about. Slower: for people, not for applications. */
    public Explanation explain(String key, FlagContext context) {
        Flag flag = flags.get(key);
        return flag == null ? new Explanation(evaluate(key, context), List.of()) : flag.explain(context, time);
    }

    /** What all flags are for a context, in the order of the documents. */
    public List<Evaluation> evaluateAll(FlagContext context) {
        List<Evaluation> all = new ArrayList<>(flags.size());
        flags.values().forEach(flag -> all.add(flag.evaluate(context, time)));
        return all;
    }

    /** The keys, in the order of the documents. */
    public Set<String> keys() {
        return flags.keySet();
    }

    /** The documents' metadata together, and the name of the {@code bucketing}: text, numbers and booleans. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** What is wrong with the documents, a line each; names no value. */
    public List<String> problems() {
        return problems;
    }
}
