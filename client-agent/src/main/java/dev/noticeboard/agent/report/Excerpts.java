package dev.noticeboard.agent.report;

import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.api.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what goes into a report down to its bounds. */
final class Excerpts {
    /** The newest refusals, as many as a report holds. */
    static List<Report.Withheld> withheld(List<Withheld> all) {
        return all.stream()
                .sorted(Comparator.comparingLong(Withheld::toRevision).reversed())
                .limit(Report.WITHHELD)
                .map(Excerpts::withheld)
                .toList();
    }

    private static Report.Withheld withheld(Withheld group) {
        List<String> names = new ArrayList<>();
        int left = Report.NAMES_CHARACTERS;
        for (String name : group.names()) {
            left -= name.length();
            if (left >= 0) {
                names.add(name);
            }
        }
        String reason = text(group.reason());
        return new Report.Withheld(
                group.fromRevision(),
                group.toRevision(),
                reason == null ? "" : reason,
                names,
                group.names().size() - names.size());
    }

    /** A text on one line, its end cut off where it is too long; no pair of surrogates is cut in two. */
    static @Nullable String text(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // What JSON would write as six characters each: control characters, and halves of pairs.
        String plain = text.replaceAll("[\\p{Cc}\\p{Cs}]", " ");
        return plain.length() <= Report.TEXT_CHARACTERS ? plain : cut(plain, Report.TEXT_CHARACTERS - 1) + "…";
    }

    /** A word's beginning. */
    static String word(String word) {
        return word.length() <= Report.WORD_CHARACTERS ? word : cut(word, Report.WORD_CHARACTERS);
    }

    private static String cut(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    private Excerpts() {}
}
