package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a parameter in a template. What the template does not say is not so: a description that is taken out is removed. Policies alone
 * are not the template's, and stay.
 *
 * @param onDrift what an update does where somebody else wrote the parameter
 * @param adopt whether one that exists already is taken over
 */
record ParameterProperties(
        String name,
        String value,
        ParameterType type,
        DataType dataType,
        String description,
        Map<String, String> tags,
        String allowedPattern,
        OnDrift onDrift,
        boolean adopt) {

    /** Reads them; what is wrong goes to the violations. */
    static ParameterProperties read(Map<String, Object> given, List<Violation> violations) {
        Properties properties = new Properties(given);
        String name = properties.needed("Name");
        if (!name.isEmpty()) {
            ParameterName.check(name).ifPresent(v -> properties.add(v.at("Name")));
        }
        ParameterProperties read = new ParameterProperties(
                name,
                properties.needed("Value"),
                properties.choice("Type", ParameterType.class, ParameterType::label, ParameterType.STRING),
                properties.choice("DataType", DataType.class, DataType::label, DataType.TEXT),
                orEmpty(properties.text("Description")),
                properties.map("Tags"),
                orEmpty(properties.text("AllowedPattern")),
                properties.choice("OnDrift", OnDrift.class, OnDrift::name, OnDrift.FAIL),
                properties.flag("Adopt"));
        violations.addAll(properties.violations());
        return read;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The put that makes it so. */
    Wish.Put put(@Nullable Long expectedVersion) {
        return new Wish.Put(
                "",
                new ParameterName(name),
                value,
                type,
                dataType,
                new About(description, tags, allowedPattern, null),
                expectedVersion);
    }

    /** Whether a version says what they say. */
    boolean saidBy(@Nullable Parameter version) {
        if (version == null || version.tombstone()) {
            return false;
        }
        Wish.Put put = put(null);
        Typing typing = Typing.of(put, version);
        Metadata about = put.about().over(version);
        Parameter made = new Parameter(
                version.name(),
                version.version(),
                version.revision(),
                typing.type(),
                typing.dataType(),
                value,
                version.at(),
                version.by(),
                version.why(),
                about.description(),
                about.tags(),
                about.allowedPattern(),
                about.policies());
        return VersionDiff.fields(version, made).isEmpty();
    }

    /** Without the value, which belongs in no log. */
    @Override
    public String toString() {
        return "properties of " + name;
    }
}
