package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT …/parameters/{name}}. What is absent stays as the live parameter has it.
 *
 * @param value the value's text
 * @param type {@code String} where absent and new
 * @param dataType {@code text} where absent and new
 * @param expectedVersion the version that this must replace, 0 for "must not exist"; absent for any
 * @param why the reason, kept with the revision
 * @param description up to 1,024 characters; empty for none
 * @param tags all of them; empty for none
 * @param allowedPattern a regular expression (RE2 syntax) that values must contain a match of; empty for none
 * @param policies all of them; empty for none
 * @param urgent whether to publish it at once, without waiting for the stream, and to end a rollout of the parameter in the
 *     same change set: the rollout is aborted, all its candidates are withdrawn. It must fit inline. Absent for false
 */
public record PutRequest(
        String value,
        @Nullable ParameterType type,
        @Nullable DataType dataType,
        @Nullable Long expectedVersion,
        @Nullable String why,
        @Nullable String description,
        @Nullable Map<String, String> tags,
        @Nullable String allowedPattern,
        @Nullable Policies policies,
        @Nullable Boolean urgent) {

    @JsonCreator
    public PutRequest {}

    /** A put that is not urgent. */
    public PutRequest(
            String value,
            @Nullable ParameterType type,
            @Nullable DataType dataType,
            @Nullable Long expectedVersion,
            @Nullable String why,
            @Nullable String description,
            @Nullable Map<String, String> tags,
            @Nullable String allowedPattern,
            @Nullable Policies policies) {
        this(value, type, dataType, expectedVersion, why, description, tags, allowedPattern, policies, null);
    }

    /** A put of a value and its types. */
    public static PutRequest of(
            String value,
            @Nullable ParameterType type,
            @Nullable DataType dataType,
            @Nullable Long expectedVersion,
            @Nullable String why) {
        return new PutRequest(value, type, dataType, expectedVersion, why, null, null, null, null);
    }

    /** Without the value, which belongs in no log. */
    @Override
    public String toString() {
        return "put";
    }
}
