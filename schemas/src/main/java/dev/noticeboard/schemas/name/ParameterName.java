package dev.noticeboard.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * The full name of a parameter: {@code /billing/prod/db/pool-size}, or {@code plain} for one without a path.
 *
 * <p>The grammar is SSM Parameter Store's, with one spelling for each name: segments of {@code a-zA-Z0-9_.-}, at most
 * {@value Limits#NAME_LEVELS}, none empty, none {@code .} or {@code ..}; a name of one segment has no slash, all others
 * begin with one.
 */
public record ParameterName(@JsonValue String text) implements Comparable<ParameterName> {

    private static final String FIELD = "name";

    /** @throws IllegalArgumentException if {@link #check} finds a violation */
    @JsonCreator
    public ParameterName {
        check(text).ifPresent(v -> {
            throw new IllegalArgumentException(v.line());
        });
    }

    /** What is wrong with this text as a name; empty if nothing is. */
    public static Optional<Violation> check(String text) {
        if (text.isEmpty()) {
            return refuse("name-grammar", "the name is empty", "Give a name such as /billing/prod/db/pool-size.");
        }
        if (text.length() > Limits.NAME_CHARACTERS) {
            return refuse(
                    "name-length",
                    "the name has " + text.length() + " characters",
                    "Use at most " + Limits.NAME_CHARACTERS + ".");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                return refuse(
                        "name-grammar",
                        "the name has a character at position " + (i + 1) + " that no name may have",
                        "Use a-z A-Z 0-9 _ . - and / between segments.");
            }
        }
        boolean rooted = text.charAt(0) == '/';
        List<String> segments = Segments.split(text);
        for (String segment : segments) {
            if (segment.isEmpty()) {
                return refuse(
                        "name-grammar", "the name has an empty segment", "Write single slashes, and none at the end.");
            }
            if (segment.equals(".") || segment.equals("..")) {
                return refuse(
                        "name-grammar", "the name has the segment '" + segment + "'", "Name the segment otherwise.");
            }
        }
        if (segments.size() > Limits.NAME_LEVELS) {
            return refuse(
                    "name-levels",
                    "the name has " + segments.size() + " levels",
                    "Use at most " + Limits.NAME_LEVELS + ".");
        }
        if (rooted && segments.size() == 1) {
            return refuse(
                    "name-grammar",
                    "a name of one segment is written without a slash",
                    "Write " + segments.get(0) + ".");
        }
        if (!rooted && segments.size() > 1) {
            return refuse("name-grammar", "a name of several segments begins with a slash", "Write /" + text + ".");
        }
        return Optional.empty();
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-'
                || c == '/';
    }

    private static Optional<Violation> refuse(String rule, String message, String remedy) {
        return Optional.of(Violation.of(FIELD, rule, message, remedy));
    }

    /** The namespace that it lives in. */
    public Namespace namespace() {
        return Namespace.of(this);
    }

    @Override
    public int compareTo(ParameterName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
