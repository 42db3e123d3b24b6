package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.name.ParameterName;
import org.jspecify.annotations.Nullable;

/**
 * One parameter before and after a swap.
 *
 * @param name the parameter
 * @param before what was served; absent where it was not there
 * @param after what is served then; absent where it is deleted
 */
public record ValueChange(
        ParameterName name,
        @Nullable Value before,
        @Nullable Value after) {

    /** Whether an application can tell the difference. */
    public boolean effective() {
        if (before == null || after == null) {
            return before != null || after != null;
        }
        return !before.sameContent(after);
    }

    /** This change and a later one of the same parameter, as one. */
    public ValueChange then(ValueChange later) {
        return new ValueChange(name, before, later.after);
    }
}
