package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter at two points.
 *
 * @param name the parameter
 * @param from the earlier point; absent where it was not there yet
 * @param to the later point; absent where it was not there yet
 * @param fields what differs, of {@code value}, {@code type}, {@code dataType}, {@code description}, {@code tags},
 *     {@code allowedPattern} and {@code policies}; {@code value} where one of them is missing or deleted
 */
public record VersionDiff(
        ParameterName name,
        @Nullable Parameter from,
        @Nullable Parameter to,
        List<String> fields) {

    /** Compares two versions of one parameter. */
    public static VersionDiff of(ParameterName name, @Nullable Parameter from, @Nullable Parameter to) {
        return new VersionDiff(name, from, to, fields(from, to));
    }

    /** What differs between two versions, each perhaps missing or a tombstone. */
    public static List<String> fields(@Nullable Parameter from, @Nullable Parameter to) {
        Parameter a = from == null || from.tombstone() ? null : from;
        Parameter b = to == null || to.tombstone() ? null : to;
        if (a == null || b == null) {
            return a == null && b == null ? List.of() : List.of("value");
        }
        List<String> fields = new ArrayList<>();
        add(fields, "value", a.value(), b.value());
        add(fields, "type", a.type(), b.type());
        add(fields, "dataType", a.dataType(), b.dataType());
        add(fields, "description", a.description(), b.description());
        add(fields, "tags", a.tags(), b.tags());
        add(fields, "allowedPattern", a.allowedPattern(), b.allowedPattern());
        add(fields, "policies", a.policies(), b.policies());
        return fields;
    }

    private static void add(List<String> fields, String field, @Nullable Object a, @Nullable Object b) {
        if (!Objects.equals(a, b)) {
            fields.add(field);
        }
    }

    /**
     * What differs between two revisions of a namespace, in the order of names.
     *
     * @param namespace of which namespace
     * @param fromRevision the earlier revision, 0 for before the first
     * @param toRevision the later revision
     * @param parameters those that differ
     * @param nextToken asks for the rest; absent where there is none
     */
    public record OfRevisions(
            Namespace namespace,
            @JsonProperty("from") long fromRevision,
            @JsonProperty("to") long toRevision,
            List<VersionDiff> parameters,
            @Nullable String nextToken) {}
}
