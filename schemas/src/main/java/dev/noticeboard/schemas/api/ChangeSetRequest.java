package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/changesets}: all of it is committed, or nothing.
 *
 * @param changes 1 to {@value dev.noticeboard.schemas.name.Limits#CHANGES}, each of another parameter
 * @param why the reason, kept with the revision
 */
public record ChangeSetRequest(List<Item> changes, @Nullable String why) {

    /** What a change does. */
    public enum Kind {
        @JsonProperty("put")
        PUT,
        @JsonProperty("delete")
        DELETE
    }

    /**
     * One change that is asked for.
     *
     * @param kind put or delete
     * @param name the full name
     * @param value for a put
     * @param type for a put, as in {@link PutRequest}
     * @param dataType for a put, as in {@link PutRequest}
     * @param expectedVersion as in {@link PutRequest}
     */
    public record Item(
            Kind kind,
            String name,
            @Nullable String value,
            @Nullable ParameterType type,
            @Nullable DataType dataType,
            @Nullable Long expectedVersion) {
        /** A put of text with nothing expected. */
        public static Item put(String name, String value, @Nullable DataType dataType) {
            return new Item(Kind.PUT, name, value, null, dataType, null);
        }

        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }
}
