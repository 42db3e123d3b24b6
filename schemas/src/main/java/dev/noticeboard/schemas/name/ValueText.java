package dev.noticeboard.schemas.name;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What holds for the text of every value, whatever its type: it has a UTF-8 form, and not too long a one. */
public final class ValueText {
    /**
     * What is wrong with the text; empty if nothing is.
     *
     * @param field where in the input it stands
     */
    public static Optional<Violation> check(String field, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            return Optional.of(Violation.of(
                    field,
                    "value-characters",
                    "the value has half of a surrogate pair, which has no UTF-8 form",
                    "Send well-formed Unicode."));
        }
        int bytes = utf8Length(value);
        if (bytes > Limits.VALUE_BYTES) {
            return Optional.of(Violation.of(
                    field,
                    "value-size",
                    "the value has " + bytes + " bytes of UTF-8",
                    "Use at most " + Limits.VALUE_BYTES + ", or split the value over several parameters."));
        }
        return Optional.empty();
    }

    /** The bytes of a text in UTF-8. */
    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private ValueText() {}
}
