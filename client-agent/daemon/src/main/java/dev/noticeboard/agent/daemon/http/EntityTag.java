package dev.noticeboard.agent.daemon.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A strong entity tag made from what it tags, and conditions on it (RFC 9110, section 13.1.2). */
record EntityTag(String opaque) {

    static EntityTag of(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return new EntityTag(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** As it stands in the header. */
    String quoted() {
        return '"' + opaque + '"';
    }

    /** Whether a text is this tag, quoted or not. */
    boolean is(String text) {
        return text.equals(quoted()) || text.equals(opaque);
    }

    /** Whether one of an If-None-Match's values names this tag: a star or a list, compared weakly. Quotes may be left out, as flagd has it. */
    boolean isNamedBy(List<String> ifNoneMatch) {
        return ifNoneMatch.stream()
                .flatMap(value -> entries(value).stream())
                .anyMatch(entry -> entry.equals("*") || is(entry.startsWith("W/") ? entry.substring(2) : entry));
    }

    /** Split at commas outside of quotes. */
    private static List<String> entries(String value) {
        List<String> entries = new ArrayList<>();
        boolean inside = false;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            inside ^= c == '"';
            if (c == ',' && !inside) {
                entries.add(value.substring(start, i).strip());
                start = i + 1;
            }
        }
        entries.add(value.substring(start).strip());
        return entries;
    }
}
