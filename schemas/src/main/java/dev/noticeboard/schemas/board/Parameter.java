package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.Map;
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
 * @param why the reason given, if one was
 * @param description see {@link Metadata}
 * @param tags see {@link Metadata}
 * @param allowedPattern see {@link Metadata}
 * @param policies see {@link Metadata}
 */
public record Parameter(
        ParameterName name,
        long version,
        long revision,
        ParameterType type,
        DataType dataType,
        @Nullable String value,
        Instant at,
        String by,
        @Nullable String why,
        @Nullable String description,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
        @Nullable String allowedPattern,
        @Nullable Policies policies) {

    @JsonCreator
    // Absent in items of older writers, and where there are none.
    public Parameter {
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    /** A version of which nothing further is said. */
    public Parameter(
            ParameterName name,
            long version,
            long revision,
            ParameterType type,
            DataType dataType,
            @Nullable String value,
            Instant at,
            String by) {
        this(name, version, revision, type, dataType, value, at, by, null, null, Map.of(), null, null);
    }

    /** What is said about the value. */
    public Metadata metadata() {
        return new Metadata(description, tags, allowedPattern, policies);
    }

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
