package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a parameter: its current state, or an entry of its history.
 *
 * @param name its full name
 * @param version 1, 2, 3 … of this parameter, never reused; 0 in the current state of one that only rollouts ever named
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
 * @param numbered the highest version number ever given, where that is more than the version; 0 otherwise. Only in a current state
 * @param staged in a current state: the candidate beside it; in the history: the rollout that brought this version. Absent
 *     where no rollout did
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
        @Nullable Policies policies,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long numbered,
        @Nullable Staged staged) {

    /**
     * What a rollout has to do with a version.
     *
     * @param rollout which
     * @param version the candidate's version
     * @param stage what became of it
     */
    public record Staged(String rollout, long version, Stage stage) {}

    /** What became of a version that a rollout brought. */
    public enum Stage {
        /** Exposed hosts have it. */
        @JsonProperty("candidate")
        CANDIDATE,
        /** It became the stable one. */
        @JsonProperty("promoted")
        PROMOTED,
        /** No host has it any more, and none will. */
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

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

    /** A version that no rollout has to do with. */
    public Parameter(
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
            Map<String, String> tags,
            @Nullable String allowedPattern,
            @Nullable Policies policies) {
        this(
                name,
                version,
                revision,
                type,
                dataType,
                value,
                at,
                by,
                why,
                description,
                tags,
                allowedPattern,
                policies,
                0,
                null);
    }

    /** The same with other marks of rollouts. */
    public Parameter marked(long highest, @Nullable Staged mark) {
        return at(revision, highest, mark);
    }

    /** The same at another revision, with other marks of rollouts. */
    public Parameter at(long otherRevision, long highest, @Nullable Staged mark) {
        return new Parameter(
                name,
                version,
                otherRevision,
                type,
                dataType,
                value,
                at,
                by,
                why,
                description,
                tags,
                allowedPattern,
                policies,
                highest > version ? highest : 0,
                mark);
    }

    /** The highest version number that this parameter ever had; only of a current state. */
    public long highest() {
        return Math.max(version, numbered);
    }

    /** Whether a rollout has brought this version and no host, or not every host, is to have it; only of a version of the history. */
    public boolean unserved() {
        return staged != null && staged.version == version && staged.stage != Stage.PROMOTED;
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
