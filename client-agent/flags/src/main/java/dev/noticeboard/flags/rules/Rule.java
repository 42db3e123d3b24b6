package dev.noticeboard.flags.rules;

import org.jspecify.annotations.Nullable;

/** A compiled rule, or a part of one. Thread-safe: all that changes lies in the frame. */
@FunctionalInterface
public interface Rule {
    /**
     * What it is worth for a frame: null, {@code Boolean}, {@code Number}, {@code String}, {@code List} or {@code Map}.
     *
     * @throws RuleException if it cannot be worked out for this frame
     */
    @Nullable Object value(Frame frame);

    /** The variant that a value names; flagd takes any value as text. */
    static String variant(Object chosen) {
        return Values.text(chosen);
    }

    /** A part that is worth the same always. */
    record Constant(@Nullable Object value) implements Rule {
        @Override
        public @Nullable Object value(Frame frame) {
            return value;
        }
    }
}
