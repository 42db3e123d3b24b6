package dev.noticeboard.flags.rules;

import dev.noticeboard.flags.FlagContext;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is evaluated on: the context, or the element of a list that the rule walks through. Confined to one evaluation.
 */
public final class Frame {
    final Root root;
    final @Nullable Object data;
    /** The frame around the list; null outside lists. */
    final @Nullable Frame outer;
    /** The element's place in its list, from 0. */
    final int index;
    /** The value last compared or looked up; see {@link Comparisons}. */
    @Nullable Object last;

    private Frame(Root root, @Nullable Object data, @Nullable Frame outer, int index) {
        this.root = root;
        this.data = data;
        this.outer = outer;
        this.index = index;
    }

    /** The frame of an evaluation. */
    public static Frame of(String flagKey, FlagContext context, InstantSource time) {
        Root root = new Root(flagKey, context, time);
        return new Frame(root, root, null, 0);
    }

    /** The frame in which rules without a context are worked out ahead. */
    static Frame constant() {
        return of("", FlagContext.EMPTY, () -> java.time.Instant.EPOCH);
    }

    Frame element(@Nullable Object element, int at) {
        return new Frame(root, element, this, at);
    }

    /** The outermost data: the context with flagd's own properties in it. */
    record Root(String flagKey, FlagContext context, InstantSource time) {
        static final String FLAGD = "$flagd";

        @Nullable Object property(String name) {
            if (name.equals(FLAGD)) {
                return new Flagd(flagKey, time);
            }
            Object value = context.get(name);
            return value != null || context.has(name) ? value : Values.UNDEFINED;
        }
    }

    /** {@code $flagd}: the flag's key and the time in seconds since 1970. */
    record Flagd(String flagKey, InstantSource time) {
        Object property(String name) {
            return switch (name) {
                case "flagKey" -> flagKey;
                case "timestamp" -> (double) time.instant().getEpochSecond();
                default -> Values.UNDEFINED;
            };
        }
    }
}
