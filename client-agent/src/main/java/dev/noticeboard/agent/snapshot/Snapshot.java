package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable view of a namespace as of one revision: what is served, what the host withholds from it, and the rollouts that are
 * open, of which the candidates are served where this host is exposed. A snapshot shares what did not change with the one that
 * it was made from, so that making the next one takes time and memory in proportion to the change (and the logarithm of the
 * namespace's size), not to the namespace.
 */
public final class Snapshot implements ParameterReads {
    private final Namespace namespace;
    private final String epoch;
    private final long revision;
    private final Values values;
    private final List<Withheld> withheld;
    private final List<HeldRollout> rollouts;
    private final Set<String> overridden;
    private final Object stamp = new Object();

    /**
     * @param values what is served, by full name; copied
     * @param withheld what is not, by group; no parameter is in two
     */
    public Snapshot(
            Namespace namespace, String epoch, long revision, Map<String, Value> values, List<Withheld> withheld) {
        this(namespace, epoch, revision, Values.of(values), withheld, List.of(), Set.of());
    }

    private Snapshot(
            Namespace namespace,
            String epoch,
            long revision,
            Values values,
            List<Withheld> withheld,
            List<HeldRollout> rollouts,
            Set<String> overridden) {
        this.namespace = namespace;
        this.epoch = epoch;
        this.revision = revision;
        this.values = values;
        this.withheld = List.copyOf(withheld);
        this.rollouts = List.copyOf(rollouts);
        this.overridden = overridden;
    }

    /** The same values at a later revision, which changed none. */
    public Snapshot atRevision(long later) {
        return at(epoch, later, withheld);
    }

    /** The same values, known under another revision, with other groups withheld. */
    public Snapshot at(String otherEpoch, long otherRevision, List<Withheld> groups) {
        return new Snapshot(namespace, otherEpoch, otherRevision, values, groups, rollouts, overridden);
    }

    /** The same with other rollouts held. What is served does not change by that. */
    public Snapshot holding(List<HeldRollout> others) {
        return new Snapshot(namespace, epoch, revision, values, withheld, others, overridden);
    }

    /** What is served once these parameters are what the targets say. */
    public Snapshot with(Collection<Target> targets) {
        Values after = values;
        for (Target target : targets) {
            String name = target.name().text();
            Value value = target.value();
            after = value == null ? after.minus(name) : after.plus(name, value);
        }
        return new Snapshot(namespace, epoch, revision, after, withheld, rollouts, overridden);
    }

    /**
     * What is served where an operator's overrides win over the board on this host. An override of what the board does not
     * have is a text of version and revision 0; others keep types, version and revision of what they cover.
     *
     * @param texts by full name
     */
    public Snapshot overriddenBy(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        Values after = values;
        for (Map.Entry<String, String> override : texts.entrySet()) {
            String name = override.getKey();
            Value board = values.all().get(name);
            Value value = board == null
                    ? new Value(new ParameterName(name), 0, 0, ParameterType.STRING, DataType.TEXT, override.getValue())
                    : new Value(
                            board.name(),
                            board.version(),
                            board.revision(),
                            board.type(),
                            board.dataType(),
                            override.getValue());
            after = after.plus(name, value);
        }
        return new Snapshot(namespace, epoch, revision, after, withheld, rollouts, Set.copyOf(texts.keySet()));
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
        return values.all();
    }

    /** Those of the type {@code flags}, by full name; unmodifiable, in no order, and the same object where no such change lies between. */
    public Map<String, Value> flagDocuments() {
        return values.flags();
    }

    /** What guards refused, by group. */
    public List<Withheld> withheld() {
        return withheld;
    }

    /** The open rollouts of the namespace. */
    public List<HeldRollout> rollouts() {
        return rollouts;
    }

    /** The full names whose values are an operator's and not the board's. */
    public Set<String> overridden() {
        return overridden;
    }

    /** Stands for this snapshot and no other, for who remembers which one was seen but must not keep it alive. */
    public Object stamp() {
        return stamp;
    }

    /** How many parameters it serves. */
    public int size() {
        return values.all().size();
    }

    /** As {@link #find}, for the hot path: one look-up and no allocation. */
    public @Nullable Value value(String name) {
        return values.all().get(name);
    }

    @Override
    public Optional<Value> find(String name) {
        return Optional.ofNullable(values.all().get(name));
    }

    /**
     * The texts of all parameters at and below a prefix, by whole segments, in the order of their full names. Takes time in
     * proportion to what it brings; the first time after a parameter came or went, to the namespace.
     *
     * @throws IllegalArgumentException if the prefix is no name, or lies in another namespace
     */
    public SortedMap<String, String> underPrefix(String prefix) {
        Prefix checked = new Prefix(namespace, prefix);
        boolean whole = checked.equals(Prefix.whole(namespace));
        SortedMap<String, String> found = new TreeMap<>();
        Value itself = values.all().get(prefix);
        if (itself != null) {
            found.put(prefix, itself.text());
        }
        for (String name : whole ? values.inOrder() : values.below(prefix)) {
            Value value = values.all().get(name);
            if (value != null) {
                found.put(name, value.text());
            }
        }
        return found;
    }

    /** Without values, which belong in no log. */
    @Override
    public String toString() {
        return namespace + " at revision " + revision + " of epoch " + epoch + ", "
                + values.all().size() + " parameters";
    }
}
