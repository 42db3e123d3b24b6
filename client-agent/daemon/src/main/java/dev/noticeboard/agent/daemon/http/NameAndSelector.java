package dev.noticeboard.agent.daemon.http;

import org.jspecify.annotations.Nullable;

/** SSM's {@code name}, {@code name:version} or {@code name:label}. */
record NameAndSelector(String name, @Nullable String selector) {

    static NameAndSelector parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new NameAndSelector(text, null);
        }
        String selector = text.substring(colon + 1);
        if (selector.isEmpty() || selector.indexOf(':') >= 0) {
            throw new Refused(
                    Refused.Kind.MALFORMED,
                    "Name: its selector is not one. Write the name, a colon and a version or a label.");
        }
        return new NameAndSelector(text.substring(0, colon), selector);
    }
}
