package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error of the API: {@code application/problem+json} (RFC 9457).
 *
 * @param type the problem type's URI: {@link #TYPE_BASE} and the problem's short name
 * @param title the type in words
 * @param status the HTTP status, 400 to 599
 * @param detail what happened here and what would help
 * @param violations what is wrong with the input, one by one; empty for other problems
 * @param winner for a lost race on an expected version: the version that won, without its value
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Violation> violations,
        @Nullable Winner winner) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";
    /** A tag URI (RFC 4151), as RFC 9457 advises for types that resolve to no page. */
    public static final String TYPE_BASE = "tag:noticeboard.dev,2026:problem/";

    /** The version that won a race. */
    public record Winner(String name, long version, long revision, boolean deleted) {
        /** The winner as the loser is told of it. */
        public static Winner of(Parameter p) {
            return new Winner(p.name().text(), p.version(), p.revision(), p.tombstone());
        }
    }

    /** The last part of the type. */
    public String shortType() {
        return type.startsWith(TYPE_BASE) ? type.substring(TYPE_BASE.length()) : type;
    }
}
