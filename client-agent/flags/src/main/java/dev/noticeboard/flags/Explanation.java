package dev.noticeboard.flags;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a flag came to be what it is, for people.
 *
 * @param steps what was looked at, in order; the last one decided. Empty where no rule did
 */
public record Explanation(Evaluation evaluation, List<Step> steps) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * A part of the rule and what it was worth.
     *
     * @param place where it stands, references replaced: {@code targeting/if/0}
     * @param rule the part, as JSON
     * @param value what it was worth; null also where it failed
     * @param note more for people, such as the bucket of a percentage; absent where there is none
     */
    public record Step(
            String place,
            String rule,
            @Nullable Object value,
            @Nullable String note) {}
}
