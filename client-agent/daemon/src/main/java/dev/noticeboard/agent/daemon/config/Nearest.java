package dev.noticeboard.agent.daemon.config;

import java.util.Collection;
import java.util.Comparator;

/** The known word that an unknown one most likely meant: by edit distance (Levenshtein). */
final class Nearest {
    /** "Unknown …; did you mean …?", or all that is known where nothing is near. */
    static String hint(String unknown, Collection<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt((String k) -> distance(unknown, k)).thenComparing(k -> k))
                .orElse("");
        return "is unknown. The nearest known one is " + nearest + ".";
    }

    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private Nearest() {}
}
