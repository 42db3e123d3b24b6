package dev.noticeboard.functions.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered.
 *
 * @param status the HTTP status
 * @param headers beside the media type
 * @param body a record to write as JSON; null for no body
 */
public record Answer(
        int status, Map<String, String> headers, @Nullable Object body) {

    /** Success with a body. */
    public static Answer ok(Object body) {
        return new Answer(200, Map.of(), body);
    }

    /** Success without a body. */
    public static Answer done() {
        return new Answer(204, Map.of(), null);
    }

    /** Without the body, which may hold values. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
