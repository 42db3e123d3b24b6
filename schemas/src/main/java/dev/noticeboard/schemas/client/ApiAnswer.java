package dev.noticeboard.schemas.client;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API answered.
 *
 * @param status the HTTP status
 * @param body the body's text, perhaps empty
 * @param retryAfter how long it asks to be left alone; absent if it did not say
 */
public record ApiAnswer(int status, String body, @Nullable Duration retryAfter) {

    /** An answer that says nothing of when to come again. */
    public ApiAnswer(int status, String body) {
        this(status, body, null);
    }

    /** Whether the status is 200 to 299. */
    public boolean ok() {
        return status / 100 == 2;
    }

    /** The body as a record. @throws MalformedException if it is not one */
    public <T> T as(Class<T> type) {
        return Json.readTolerant(body, type);
    }

    /** The problem that the body tells of, if it tells of one. */
    public Optional<Problem> problem() {
        if (ok()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.readTolerant(body, Problem.class));
        } catch (MalformedException notOurs) {
            return Optional.empty();
        }
    }

    /** Without the body, which may hold values. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
