package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A parameter of a JSON or YAML file that says more than its value: an object with the one field {@value #MARK}.
 *
 * <pre>
 * "/shop/prod/db/pool-size": {"$parameter": {"value": 20, "description": "Connections of one host"}}
 * </pre>
 *
 * <p>What is absent stays as the board has it; {@code ""} and {@code {}} take it away, as in a put.
 *
 * @param value the value: by itself it decides the data type, as {@link PlainValue} says
 * @param type as in a put
 * @param dataType as in a put; it goes before what the value decides, whose text is then taken as it is
 * @param description as in a put
 * @param tags as in a put
 * @param allowedPattern as in a put
 * @param policies as in a put
 */
public record MarkedValue(
        @Nullable JsonNode value,
        @Nullable ParameterType type,
        @Nullable DataType dataType,
        @Nullable String description,
        @Nullable Map<String, String> tags,
        @Nullable String allowedPattern,
        @Nullable Policies policies) {
    /** The field that tells the form. No name has this character. */
    public static final String MARK = "$parameter";

    /** Whether a field's value is of this form. */
    public static boolean marks(JsonNode value) {
        return value.isObject() && value.size() == 1 && value.has(MARK);
    }

    /** What is to be put; what is wrong is added to the list given. */
    static Optional<PutRequest> read(String place, JsonNode marked, List<Violation> violations) {
        MarkedValue read;
        try {
            read = Json.readStrict(Json.write(marked.get(MARK)), MarkedValue.class);
        } catch (MalformedException e) {
            violations.add(Violation.of(
                    place,
                    "parameter-form",
                    (e.field().equals("body") ? MARK : MARK + "." + e.field()) + " " + e.getMessage(),
                    "Give value and, where wanted, type, dataType, description, tags, allowedPattern, policies."));
            return Optional.empty();
        }
        if (read.value == null || read.value.isNull() || read.value.isMissingNode()) {
            violations.add(TreeEntries.missing(place));
            return Optional.empty();
        }
        return Optional.of(read.put(PlainValue.of(read.value)));
    }

    private PutRequest put(PlainValue plain) {
        return new PutRequest(
                plain.text(),
                type,
                dataType == null ? plain.dataType() : dataType,
                null,
                null,
                description,
                tags,
                allowedPattern,
                policies);
    }

    /** Without the value, which belongs in no log. */
    @Override
    public String toString() {
        return MARK;
    }
}
