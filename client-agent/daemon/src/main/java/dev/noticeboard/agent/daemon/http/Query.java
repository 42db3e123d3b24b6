package dev.noticeboard.agent.daemon.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's query, each field once. Errors name the field and never quote it. */
final class Query {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** @throws Refused if it is not well-formed, or names a field twice */
    Query(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return;
        }
        for (String pair : raw.split("&", -1)) {
            int is = pair.indexOf('=');
            String name = decode("query", is < 0 ? pair : pair.substring(0, is), true);
            String value = is < 0 ? "" : decode(name, pair.substring(is + 1), true);
            if (!pair.isEmpty() && fields.put(name, value) != null) {
                throw new Refused(Refused.Kind.MALFORMED, "query: a field is given twice. Give each once.");
            }
        }
    }

    /** Refuses a field that the route does not know, which is a typing error. */
    Query only(String... known) {
        Set<String> names = Set.of(known);
        if (!names.containsAll(fields.keySet())) {
            throw new Refused(
                    Refused.Kind.MALFORMED, "query: has an unknown field. Known are " + String.join(", ", known) + ".");
        }
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** @throws Refused if it is neither true nor false */
    boolean flag(String name, boolean otherwise) {
        return switch (fields.getOrDefault(name, String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refused(Refused.Kind.MALFORMED, name + ": is neither true nor false.");
        };
    }

    /** @throws Refused if it is no whole number in this range */
    long number(String name, long otherwise, long least, long most) {
        String text = fields.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below.
        }
        throw new Refused(Refused.Kind.MALFORMED, name + ": is no whole number from " + least + " to " + most + ".");
    }

    /**
     * Percent-decodes UTF-8 (RFC 3986, section 2.1).
     *
     * @param field named in the error
     * @param plus whether a plus is a space, as in forms
     * @throws Refused if it is not well-formed
     */
    static String decode(String field, String raw, boolean plus) {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw notEncoded(field);
                }
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else if (c > 126) {
                throw notEncoded(field);
            } else {
                bytes[length++] = (byte) (plus && c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notEncoded(field);
        }
    }

    private static Refused notEncoded(String field) {
        String shown = field.matches("[A-Za-z]{1,32}") ? field : "query";
        return new Refused(Refused.Kind.MALFORMED, shown + ": is not percent-encoded UTF-8 (RFC 3986).");
    }
}
