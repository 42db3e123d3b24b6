package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An immutable view of a namespace as of one revision: what is served, and what the host withholds from it. */
public final class Snapshot implements ParameterReads {
    private final Namespace namespace;
    private final String epoch;
    private final long revision;
    private final Map<String, Value> values;
    private final List<Withheld> withheld;

    /**
     * @param values what is served, by full name; copied
     * @param withheld what is not, by group; no parameter is in two
     */
    public Snapshot(
            Namespace namespace, String epoch, long revision, Map<String, Value> values, List<Withheld> withheld) {
        this.namespace = namespace;
        this.epoch = epoch;
        this.revision = revision;
        this.values = Collections.unmodifiableMap(new HashMap<>(values));
        this.withheld = List.copyOf(withheld);
    }

    private Snapshot(Snapshot other, long revision) {
        this.namespace = other.namespace;
        this.epoch = other.epoch;
        this.revision = revision;
        this.values = other.values;
        this.withheld = other.withheld;
    }

    /** The same values at a later revision, which changed none. */
    public Snapshot atRevision(long later) {
        return new Snapshot(this, later);
    }

    /** The namespace that it shows. */
    public Namespace namespace() {
        return namespace;
    }

    /** The epoch that the revision counts in. */
    public String epoch() {
        return epoch;
    }

    /** The revision as of which it shows the namespace. */
    public long revision() {
        return revision;
    }

    /** All that is served, by full name; unmodifiable, in no order. */
    public Map<String, Value> values() {
        return values;
    }

    /** What guards refused, by group. */
    public List<Withheld> withheld() {
        return withheld;
    }

    /** How many parameters it serves. */
    public int size() {
        return values.size();
    }

    /** As {@link #find}, for the hot path: one look-up and no allocation. */
    public @Nullable Value value(String name) {
        return values.get(name);
    }

    @Override
    public Optional<Value> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The texts of all parameters at and below a prefix, by whole segments, in the order of their full names. Takes time in
     * proportion to the namespace.
     *
     * @throws IllegalArgumentException if the prefix is no name, or lies in another namespace
     */
    public SortedMap<String, String> underPrefix(String prefix) {
        Prefix checked = new Prefix(namespace, prefix);
        boolean whole = checked.equals(Prefix.whole(namespace));
        SortedMap<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (whole || name.equals(prefix) || name.startsWith(prefix + "/")) {
                found.put(name, value.text());
            }
        });
        return found;
    }

    /** Without values, which belong in no log. */
    @Override
    public String toString() {
        return namespace + " at revision " + revision + " of epoch " + epoch + ", " + values.size() + " parameters";
    }
}
