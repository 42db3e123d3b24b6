package dev.noticeboard.schemas.flags;

import org.jspecify.annotations.Nullable;

/**
 * A place in a document.
 *
 * @param parent what it lies in; null for a step from the top
 * @param step the name of a field or the index of an item
 */
record Place(@Nullable Place parent, String step) {
    /** Characters of a pointer that an answer repeats: keys of a document may be long. Our choice. */
    private static final int SHOWN = 1000;

    static Place of(String... steps) {
        Place place = new Place(null, steps[0]);
        for (int i = 1; i < steps.length; i++) {
            place = place.in(steps[i]);
        }
        return place;
    }

    Place in(String next) {
        return new Place(this, next);
    }

    Place in(int index) {
        return in(Integer.toString(index));
    }

    /** The JSON Pointer (RFC 6901), cut where it is very long. */
    String pointer() {
        StringBuilder text = new StringBuilder();
        for (Place at = this; at != null; at = at.parent) {
            text.insert(0, "/" + at.step.replace("~", "~0").replace("/", "~1"));
        }
        return text.length() <= SHOWN ? text.toString() : text.substring(0, SHOWN) + "…";
    }
}
