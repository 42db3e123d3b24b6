package dev.noticeboard.agent.daemon.view;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of all namespaces at one moment, the operator's overrides over them. Immutable. */
public final class View {
    private final SortedMap<String, String> values;
    private final Map<String, Long> revisions;
    private final Map<String, Map<String, String>> flags;

    /**
     * @param values by full name
     * @param revisions by namespace
     * @param flags of each namespace: the texts of those of its parameters that hold flags, by full name
     */
    public View(Map<String, String> values, Map<String, Long> revisions, Map<String, Map<String, String>> flags) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.revisions = Map.copyOf(revisions);
        this.flags = Map.copyOf(flags);
    }

    /** Without flags. */
    public View(Map<String, String> values, Map<String, Long> revisions) {
        this(values, revisions, Map.of());
    }

    /** The text of a parameter. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All of them by full name, in order. */
    public SortedMap<String, String> values() {
        return values;
    }

    /** What lies below a prefix, by the path below it; the whole for {@code /}. */
    public SortedMap<String, String> below(String prefix) {
        String start = prefix.endsWith("/") ? prefix : prefix + "/";
        SortedMap<String, String> below = new TreeMap<>();
        values.forEach((name, text) -> {
            if (name.startsWith(start)) {
                below.put(name.substring(start.length()), text);
            }
        });
        return below;
    }

    /** The revision of a namespace; empty if it is not kept here. */
    public Optional<Long> revision(String namespace) {
        return Optional.ofNullable(revisions.get(namespace));
    }

    /** A namespace's flags, by the names of the parameters that hold them; empty if the namespace is not kept here. */
    public Optional<Map<String, String>> flags(String namespace) {
        return revision(namespace).map(kept -> flags.getOrDefault(namespace, Map.of()));
    }

    /** Without values, which belong in no log. */
    @Override
    public String toString() {
        return values.size() + " parameters of " + revisions.keySet();
    }
}
