package dev.noticeboard.schemas.board;

import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a parameter: its current state, or an entry of its history.
 *
 * @param name its full name
 * @param version 1, 2, 3 … of this parameter, never reused
 * @param revision the revision of its namespace at which this version was written
 * @param type as in Parameter Store; a tombstone keeps the type of what it buried
 * @param dataType what the value's text means
 * @param value the value; absent in a tombstone
 * @param at when it was written, by the writer's clock: for people, never for order
 * @param by who wrote it
 */
public record Parameter(
        ParameterName name,
        long version,
        long revision,
        ParameterType type,
        DataType dataType,
        @Nullable String value,
        Instant at,
        String by) {

    /** Whether this version says that the parameter is deleted. */
    public boolean tombstone() {
        return value == null;
    }

    /** Without the value, which belongs in no log. */
    @Override
    public String toString() {
        return name + " version " + version + " at revision " + revision + (value == null ? " (deleted)" : "");
    }
}
