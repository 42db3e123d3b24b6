package dev.noticeboard.schemas.flags;

import dev.noticeboard.schemas.name.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with a document, each thing once. For one thread. */
final class Findings {
    /** Characters of a name that a message repeats. Our choice. */
    private static final int NAME_SHOWN = 120;

    private final Set<Violation> found = new LinkedHashSet<>();

    void add(Place place, String rule, String message, String remedy) {
        if (found.size() < FlagCheck.MOST) {
            found.add(new Violation("value", rule, message, remedy, null, place.pointer(), null));
        }
    }

    List<Violation> all() {
        return List.copyOf(found);
    }

    /** A name of the document's, as a message says it. */
    static String quoted(String name) {
        return "'" + (name.length() <= NAME_SHOWN ? name : name.substring(0, NAME_SHOWN) + "…") + "'";
    }
}
