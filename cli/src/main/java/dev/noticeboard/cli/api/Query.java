package dev.noticeboard.cli.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; what is absent is left out. */
final class Query {
    private final Map<String, String> parameters = new TreeMap<>();

    /** Of a page. */
    static Query page(int limit, @Nullable String nextToken) {
        return new Query().number("limit", (long) limit).text("nextToken", nextToken);
    }

    /** Of a write. */
    static Query write(@Nullable Long expectedVersion, @Nullable String why) {
        return new Query().number("expectedVersion", expectedVersion).text("why", why);
    }

    Query text(String name, @Nullable String text) {
        if (text != null) {
            parameters.put(name, text);
        }
        return this;
    }

    Query number(String name, @Nullable Long number) {
        return text(name, number == null ? null : number.toString());
    }

    /** A flag; false is left out, which is what it means. */
    Query flag(String name, boolean set) {
        return text(name, set ? "true" : null);
    }

    Map<String, String> map() {
        return Map.copyOf(parameters);
    }
}
