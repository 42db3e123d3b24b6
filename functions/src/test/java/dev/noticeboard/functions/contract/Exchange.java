package dev.noticeboard.functions.contract;

import java.util.Map;
import java.util.TreeMap;

/**
 * A request and its answer, as the contract sees them.
 *
 * @param request what was sent
 * @param answer what came back
 */
public record Exchange(Request request, Answer answer) {

    /**
     * A request.
     *
     * @param method in capitals
     * @param path raw
     * @param query decoded; of a parameter that was sent twice the last
     * @param headers by name, in any case
     * @param body decoded; perhaps empty
     */
    public record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        public Request {
            headers = anyCase(headers);
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers by name, in any case
     * @param body decoded; perhaps empty
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = anyCase(headers);
        }
    }

    private static Map<String, String> anyCase(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return all;
    }
}
