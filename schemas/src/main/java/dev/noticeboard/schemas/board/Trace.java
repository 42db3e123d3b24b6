package dev.noticeboard.schemas.board;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a change set belongs to, in the words of the W3C Recommendation "Trace Context" (level 1, 2021-11-23): from the request
 * that wrote it to the agents that apply it. It is handed on as it came, since nothing of ours is a span of its own.
 *
 * <p>What came from outside is read by {@link #parse}; the record itself checks nothing, so that no entry of a change log becomes
 * unreadable for its trace. {@link #valid} tells.
 *
 * @param traceparent version, trace id, parent id and flags, such as {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}
 * @param tracestate what tracing systems add, up to {@value #STATE_CHARACTERS} characters; absent where there is none
 */
public record Trace(String traceparent, @Nullable String tracestate) {
    /** The most characters of a tracestate. Source: the Recommendation, section 3.3.1.5: what everybody should hand on at least. */
    public static final int STATE_CHARACTERS = 512;

    /** Characters of a traceparent of version 00. Source: the Recommendation, section 3.2.2. */
    private static final int LENGTH = 55;

    private static final Pattern PARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String ZERO_TRACE = "0".repeat(32);
    private static final String ZERO_PARENT = "0".repeat(16);
    /** The flags that have a meaning: sampled (level 1) and random (level 2); others are set to zero. */
    private static final int FLAGS = 0x03;

    /** Visible characters, spaces and tabs, not nothing but these. */
    private static final Pattern PLAIN = Pattern.compile("[\\t ]*[\\x21-\\x7e][\\t\\x20-\\x7e]*");

    private static final int MEMBERS = 32;
    /** A member of a tracestate, section 3.3.1.3. */
    private static final Pattern MEMBER =
            Pattern.compile("([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})="
                    + "[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

    /** AWS X-Ray's header: the fields {@code Root}, {@code Parent} and {@code Sampled}, in any order. */
    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)");

    private static final Pattern PARENT_FIELD = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})(?:;|$)");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=1(?:;|$)");

    /**
     * Reads the two headers of a request. A tracestate that is none is dropped; a traceparent of a later version is taken for
     * what version 00 has of it.
     *
     * @return empty if there is no valid traceparent
     */
    public static Optional<Trace> parse(@Nullable String traceparent, @Nullable String tracestate) {
        if (traceparent == null) {
            return Optional.empty();
        }
        Matcher m = PARENT.matcher(traceparent);
        if (!m.matches()
                || m.group(1).equals("ff")
                || (m.group(1).equals("00") && traceparent.length() != LENGTH)
                || m.group(2).equals(ZERO_TRACE)
                || m.group(3).equals(ZERO_PARENT)) {
            return Optional.empty();
        }
        int flags = Integer.parseInt(m.group(4), 16) & FLAGS;
        return Optional.of(new Trace(text(m.group(2), m.group(3), flags), state(tracestate)));
    }

    /** Reads X-Ray's header, which API Gateway adds to every request. Without a parent in it, the root's end stands for one. */
    public static Optional<Trace> ofXRay(String header) {
        Matcher root = ROOT.matcher(header);
        if (!root.find()) {
            return Optional.empty();
        }
        String id = root.group(1) + root.group(2);
        Matcher parent = PARENT_FIELD.matcher(header);
        String from = parent.find() ? parent.group(1) : id.substring(16);
        return parse(text(id, from, SAMPLED.matcher(header).find() ? 1 : 0), null);
    }

    /** The trace that a change set, or a request, begins itself: its own id is the trace's. */
    public static Trace begun(String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            uuid = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        }
        String hex = uuid.toString().replace("-", "");
        return new Trace(text(hex, hex.substring(16), 0), null);
    }

    private static String text(String traceId, String parentId, int flags) {
        return "00-" + traceId + "-" + parentId + "-0" + flags;
    }

    private static @Nullable String state(@Nullable String tracestate) {
        if (tracestate == null
                || tracestate.length() > STATE_CHARACTERS
                || !PLAIN.matcher(tracestate).matches()) {
            return null;
        }
        Set<String> keys = new HashSet<>();
        for (String member : tracestate.split(",", -1)) {
            String stripped = member.strip();
            // Members may be empty.
            if (!stripped.isEmpty()
                    && (!MEMBER.matcher(stripped).matches()
                            || !keys.add(stripped.substring(0, stripped.indexOf('='))))) {
                return null;
            }
        }
        return keys.size() > MEMBERS ? null : tracestate;
    }

    /** This, if it is one: what came from a table or a queue was perhaps written by others. */
    public Optional<Trace> valid() {
        return parse(traceparent, tracestate);
    }
}
