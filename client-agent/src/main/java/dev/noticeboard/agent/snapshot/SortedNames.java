package dev.noticeboard.agent.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of a snapshot in order: sorted when somebody first asks for a prefix, and shared by all snapshots that have the same names, as
 * most changes are of values only. Thread-safe; two who ask first at once both sort.
 */
final class SortedNames {
    /** The character after the one that parts segments. */
    private static final char AFTER_SLASH = '/' + 1;

    private volatile String @Nullable [] sorted;

    /**
     * The full names below a prefix, without the prefix itself, in order.
     *
     * @param values whose keys these names are; not kept, or an old snapshot's values would live on
     */
    List<String> below(Map<String, ?> values, String prefix) {
        String[] names = sorted(values);
        return Arrays.asList(names).subList(place(names, prefix + '/'), place(names, prefix + AFTER_SLASH));
    }

    /** All names, in order. */
    List<String> all(Map<String, ?> values) {
        return Arrays.asList(sorted(values));
    }

    private String[] sorted(Map<String, ?> values) {
        String[] names = sorted;
        if (names == null) {
            names = values.keySet().toArray(String[]::new);
            Arrays.sort(names);
            sorted = names;
        }
        return names;
    }

    private static int place(String[] names, String key) {
        int place = Arrays.binarySearch(names, key);
        return place < 0 ? -place - 1 : place;
    }
}
