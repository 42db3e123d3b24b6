package dev.noticeboard.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * The unit of ordering, of agents' access and of subscription: the first two segments of a name,
 * {@code /billing/prod}; a shorter name lives in its parent path ({@code /billing/x} in {@code /billing},
 * {@code plain} in {@code /}).
 */
public record Namespace(@JsonValue String text) implements Comparable<Namespace> {

    /** Stands in URLs for a segment that the namespace does not have. */
    public static final String ABSENT = "~";

    /** @throws IllegalArgumentException if {@link #check} finds a violation */
    @JsonCreator
    public Namespace {
        check(text).ifPresent(v -> {
            throw new IllegalArgumentException(v.line());
        });
    }

    /** What is wrong with this text as a namespace; empty if nothing is. */
    public static Optional<Violation> check(String text) {
        if (text.equals("/")) {
            return Optional.empty();
        }
        if (!text.startsWith("/") || Segments.split(text).size() > 2) {
            return Optional.of(Violation.of(
                    "namespace",
                    "namespace-grammar",
                    "a namespace is /application/environment, /application or /",
                    "Write for example /billing/prod."));
        }
        // A namespace of one segment is no name by itself, but any name below it is.
        return ParameterName.check(text + "/x").map(v -> v.at("namespace"));
    }

    /** The namespace in which a parameter of this name lives. */
    public static Namespace of(ParameterName name) {
        List<String> segments = Segments.split(name.text());
        return switch (segments.size()) {
            case 1 -> new Namespace("/");
            case 2 -> new Namespace("/" + segments.get(0));
            default -> new Namespace("/" + segments.get(0) + "/" + segments.get(1));
        };
    }

    /** The text of the namespace that two URL segments name, either of which may be {@link #ABSENT}. */
    public static String fromPath(String application, String environment) {
        if (application.equals(ABSENT)) {
            return environment.equals(ABSENT) ? "/" : "/" + ABSENT + "/" + environment;
        }
        return environment.equals(ABSENT) ? "/" + application : "/" + application + "/" + environment;
    }

    /** The two URL segments: {@code billing/prod}, {@code billing/~} or {@code ~/~}. */
    public String toPath() {
        if (text.equals("/")) {
            return ABSENT + "/" + ABSENT;
        }
        List<String> segments = Segments.split(text);
        return segments.get(0) + "/" + (segments.size() == 2 ? segments.get(1) : ABSENT);
    }

    /** The full name of what lies at this path inside the namespace: {@code db/pool-size} becomes {@code /billing/prod/db/pool-size}. */
    public String nameAt(String pathInside) {
        return text.equals("/") ? pathInside : text + "/" + pathInside;
    }

    /** The path of a name inside its namespace: the inverse of {@link #nameAt}. */
    public String pathOf(ParameterName name) {
        if (!contains(name)) {
            throw new IllegalArgumentException(name + " does not live in " + text);
        }
        return text.equals("/") ? name.text() : name.text().substring(text.length() + 1);
    }

    /** Whether a parameter of this name lives here. */
    public boolean contains(ParameterName name) {
        return of(name).equals(this);
    }

    @Override
    public int compareTo(Namespace other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
