package dev.noticeboard.flags;

import java.util.Map;

/** What a flag is for a context. Immutable; the same object is given out again wherever the outcome is the same. */
public sealed interface Evaluation {
    /** The flag's key. */
    String key();

    /** The set's metadata with the flag's above it: text, numbers and booleans. Never null; unmodifiable. */
    Map<String, Object> metadata();

    Reason reason();

    /**
     * A variant and its value.
     *
     * @param value a {@code Boolean}, {@code String}, {@code Long} (an integer of at most 64 bits), {@code Double}, or an
     *     unmodifiable {@code Map} of these, lists, maps and nulls
     */
    record Resolved(String key, String variant, Object value, Reason reason, Map<String, Object> metadata)
            implements Evaluation {}

    /** The board leaves it to the application's own default. The reason is DEFAULT or DISABLED. */
    record CodeDefault(String key, Reason reason, Map<String, Object> metadata) implements Evaluation {}

    /**
     * No value; the application's own default holds.
     *
     * @param message for people; names no attribute's value
     */
    record Failed(String key, ErrorCode code, String message, Map<String, Object> metadata) implements Evaluation {
        @Override
        public Reason reason() {
            return Reason.ERROR;
        }
    }
}
