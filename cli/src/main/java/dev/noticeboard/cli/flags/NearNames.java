package dev.noticeboard.cli.flags;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant who mistyped a name. */
final class NearNames {
    private static final int SHOWN = 3;

    /** Up to {@value #SHOWN} of the names that are near to another, the nearest first. */
    static List<String> of(String name, Collection<String> names) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int far = Math.max(2, name.length() / 3);
        record Near(String name, int distance) {}
        return names.stream()
                .map(n -> new Near(n, distance(wanted, n.toLowerCase(Locale.ROOT))))
                .filter(n -> n.distance <= far)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(SHOWN)
                .map(Near::name)
                .toList();
    }

    /** How many characters must be put in, taken out or replaced (Levenshtein); 1 where one holds the other. */
    private static int distance(String a, String b) {
        if (!a.isEmpty() && (b.contains(a) || a.contains(b))) {
            return a.equals(b) ? 0 : 1;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(row[j - 1], above[j]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }

    private NearNames() {}
}
