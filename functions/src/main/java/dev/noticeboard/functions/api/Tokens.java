package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Tokens that go on where a page ended: a number and a name in base64url, so that nobody takes them for more. */
public final class Tokens {
    private static final char BETWEEN = ' ';

    /** What a token holds. */
    public record Place(long number, String name) {
        /** The same without what it must begin with. @throws ProblemException if it does not */
        public Place inside(String field, String beginning) {
            if (!name.startsWith(beginning)) {
                throw refuse(field);
            }
            return new Place(number, name.substring(beginning.length()));
        }
    }

    /** A token of both. */
    public static String of(long number, String name) {
        byte[] bytes = (Long.toString(number) + BETWEEN + name).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a token. @throws ProblemException if it is none */
    public static Place read(String field, String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int between = text.indexOf(BETWEEN);
            if (between > 0) {
                long number = Long.parseLong(text.substring(0, between));
                if (number >= 0) {
                    return new Place(number, text.substring(between + 1));
                }
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw refuse(field);
    }

    /** The name of a place, if it lies where the token is used. @throws ProblemException if it does not */
    static ParameterName name(String field, Place place, Prefix prefix) {
        return Optional.of(place.name())
                .filter(text -> ParameterName.check(text).isEmpty())
                .map(ParameterName::new)
                .filter(prefix::covers)
                .orElseThrow(() -> refuse(field));
    }

    /** The problem that it is no token of this place. */
    public static ProblemException refuse(String field) {
        return Query.refuse(field, "is not one that was given here", "Send it unchanged, or start without one.");
    }

    private Tokens() {}
}
