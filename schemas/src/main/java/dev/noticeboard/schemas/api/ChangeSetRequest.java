package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/changesets}: all of it is committed, or nothing.
 *
 * @param changes 1 to {@value dev.noticeboard.schemas.name.Limits#CHANGES}; each parameter is put, deleted or restored once
 *     at most, and each of its labels moved once at most
 * @param why the reason, kept with the revision
 * @param urgent as in {@link PutRequest}, for all of it: every rollout of a parameter in it ends
 */
public record ChangeSetRequest(
        List<Item> changes, @Nullable String why, @Nullable Boolean urgent) {

    @JsonCreator
    public ChangeSetRequest {}

    /** A change set that is not urgent. */
    public ChangeSetRequest(List<Item> changes, @Nullable String why) {
        this(changes, why, null);
    }

    /** What a change does. */
    public enum Kind {
        /** Sets a value. */
        @JsonProperty("put")
        PUT,
        /** Makes a tombstone. */
        @JsonProperty("delete")
        DELETE,
        /** Puts what an older version had. */
        @JsonProperty("restore")
        RESTORE,
        /** Moves a label to a version. */
        @JsonProperty("label")
        LABEL,
        /** Takes a label away. */
        @JsonProperty("unlabel")
        UNLABEL
    }

    /**
     * One change that is asked for.
     *
     * @param kind what it does
     * @param name the full name
     * @param value for a put
     * @param type for a put, as in {@link PutRequest}
     * @param dataType for a put, as in {@link PutRequest}
     * @param expectedVersion as in {@link PutRequest}; for a label the version that it stands at, 0 for none
     * @param description for a put, as in {@link PutRequest}
     * @param tags for a put, as in {@link PutRequest}
     * @param allowedPattern for a put, as in {@link PutRequest}
     * @param policies for a put, as in {@link PutRequest}
     * @param label for label and unlabel
     * @param version for a restore the version to put back; for a label where it is to stand, absent for the newest version
     *     after this change set
     */
    public record Item(
            Kind kind,
            String name,
            @Nullable String value,
            @Nullable ParameterType type,
            @Nullable DataType dataType,
            @Nullable Long expectedVersion,
            @Nullable String description,
            @Nullable Map<String, String> tags,
            @Nullable String allowedPattern,
            @Nullable Policies policies,
            @Nullable String label,
            @Nullable Long version) {

        /** A put of a value; what is null stays as it is. */
        public static Item put(String name, String value, @Nullable DataType dataType) {
            return new Item(Kind.PUT, name, value, null, dataType, null, null, null, null, null, null, null);
        }

        /** A delete. */
        public static Item delete(String name, @Nullable Long expectedVersion) {
            return new Item(Kind.DELETE, name, null, null, null, expectedVersion, null, null, null, null, null, null);
        }

        /** A restore of a version. */
        public static Item restore(String name, long version, @Nullable Long expectedVersion) {
            return new Item(
                    Kind.RESTORE, name, null, null, null, expectedVersion, null, null, null, null, null, version);
        }

        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }
}
