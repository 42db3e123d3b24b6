package dev.noticeboard.functions.api;

import java.util.Arrays;
import java.util.Map;

/** Answers that a caller may have already (RFC 9110, section 13.1.2): the entity tag is a revision. */
final class Etags {
    private static final String IF_NONE_MATCH = "if-none-match";

    /**
     * The record with its tag, or 304 if the caller has it.
     *
     * @param tag the tag without its quotes
     * @param revision the revision that it tells of, which a caller may send instead
     */
    static Answer answer(Call call, String tag, long revision, Object record) {
        return has(call, tag, revision) ? notModified(tag) : new Answer(200, header(tag), record);
    }

    static boolean has(Call call, String tag, long revision) {
        String bare = Long.toString(revision);
        return call.header(IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .map(t -> t.startsWith("W/") ? t.substring(2) : t)
                .anyMatch(t -> t.equals("*") || t.equals(quoted(tag)) || t.equals(quoted(bare)) || t.equals(bare));
    }

    static Answer notModified(String tag) {
        return new Answer(304, header(tag), null);
    }

    static Map<String, String> header(String tag) {
        return Map.of("ETag", quoted(tag));
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }

    private Etags() {}
}
