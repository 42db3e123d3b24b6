package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter, or one version of it: {@code NAME}, {@code NAME:VERSION} or {@code NAME:LABEL}, as Parameter Store writes it. No name and
 * no label has a colon, and no label begins with a digit.
 *
 * @param name the parameter
 * @param version the version meant; 0 if none is named
 * @param label the label meant; empty if none is named
 */
record Selector(ParameterName name, long version, String label) {
    /** At most 18 digits, so that every match is a long. */
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    /** Whether the parameter itself is meant. */
    boolean whole() {
        return version == 0 && label.isEmpty();
    }

    /** What is wrong with a text as a selector; empty if nothing is. */
    static Optional<Violation> check(String text) {
        int colon = text.indexOf(':');
        Optional<Violation> grammar = ParameterName.check(colon < 0 ? text : text.substring(0, colon));
        if (colon < 0 || grammar.isPresent()) {
            return grammar;
        }
        String which = text.substring(colon + 1);
        return VERSION.matcher(which).matches() || Labels.check(which).isEmpty()
                ? Optional.empty()
                : Optional.of(Violation.of(
                        "name",
                        "name-selector",
                        "what comes after the colon is neither a version nor a label",
                        "Write NAME:3 for version 3, or NAME:stable for the label stable."));
    }

    /** Reads a text that {@link #check} found nothing wrong with. */
    static Selector of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Selector(new ParameterName(text), 0, "");
        }
        ParameterName name = new ParameterName(text.substring(0, colon));
        String which = text.substring(colon + 1);
        return VERSION.matcher(which).matches()
                ? new Selector(name, Long.parseLong(which), "")
                : new Selector(name, 0, which);
    }
}
