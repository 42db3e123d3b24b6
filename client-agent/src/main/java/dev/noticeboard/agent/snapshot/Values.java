package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.board.DataType;
import java.util.List;
import java.util.Map;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/**
 * The values of a snapshot and what is kept beside them; each shares what did not change with the one that it was made from. Immutable.
 *
 * @param all by full name
 * @param flags those of them that hold flags, so that nobody looks through all for these few
 * @param names all names, sorted when somebody asks
 */
record Values(HashPMap<String, Value> all, HashPMap<String, Value> flags, SortedNames names) {

    static Values of(Map<String, Value> values) {
        HashPMap<String, Value> flags = HashTreePMap.empty();
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            if (isFlags(entry.getValue())) {
                flags = flags.plus(entry.getKey(), entry.getValue());
            }
        }
        return new Values(HashTreePMap.from(values), flags, new SortedNames());
    }

    private static boolean isFlags(Value value) {
        return value.dataType() == DataType.FLAGS;
    }

    Values plus(String name, Value value) {
        return new Values(
                all.plus(name, value),
                isFlags(value) ? flags.plus(name, value) : flags.minus(name),
                all.containsKey(name) ? names : new SortedNames());
    }

    Values minus(String name) {
        return all.containsKey(name) ? new Values(all.minus(name), flags.minus(name), new SortedNames()) : this;
    }

    /** The names below a prefix, without itself, in order. */
    List<String> below(String prefix) {
        return names.below(all, prefix);
    }

    /** All names, in order. */
    List<String> inOrder() {
        return names.all(all);
    }
}
