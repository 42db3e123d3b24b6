package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT …/parameters/{name}}.
 *
 * @param value the value's text
 * @param type {@code String} where absent, or what the parameter had
 * @param dataType {@code text} where absent, or what the parameter had
 * @param expectedVersion the version that this must replace, 0 for "must not exist"; absent for any
 * @param why the reason, kept with the revision
 */
public record PutRequest(
        String value,
        @Nullable ParameterType type,
        @Nullable DataType dataType,
        @Nullable Long expectedVersion,
        @Nullable String why) {
    /** Without the value, which belongs in no log. */
    @Override
    public String toString() {
        return "put";
    }
}
