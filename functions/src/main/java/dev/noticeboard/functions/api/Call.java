package dev.noticeboard.functions.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, decoded.
 *
 * @param method in capitals
 * @param path raw, as it was sent
 * @param query the query parameters
 * @param headers by name in small letters
 * @param body the body's text, perhaps empty
 * @param principal who sent it: an ARN where IAM authorised it
 * @param callerId the same by IAM's unique id, as SQS names a sender ({@code AROA…:session}, {@code AIDA…}); absent where the
 *     gateway does not say
 */
public record Call(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        String principal,
        @Nullable String callerId) {

    /** A header, its name in small letters. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Without the body, which may hold values. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
