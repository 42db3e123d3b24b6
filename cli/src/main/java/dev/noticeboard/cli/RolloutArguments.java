package dev.noticeboard.cli;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The arguments NAMESPACE and ID. */
final class RolloutArguments {
    @Parameters(
            index = "0",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "Such as /shop/prod.")
    private @Nullable Namespace namespace;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID",
            converter = Id.class,
            description = "The rollout's id, or the beginning of it where no other has the same. Open ones come first.")
    @Nullable String id;

    /** The namespace; picocli has seen to it that it was given. */
    Namespace namespace() {
        return Objects.requireNonNull(namespace);
    }

    /** A rollout's id, or the beginning of one. */
    static final class Id implements ITypeConverter<String> {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        @Override
        public String convert(String text) {
            if (!ID.matcher(text).matches()) {
                throw new TypeConversionException("write the rollout's id or the beginning of it, as status prints it");
            }
            return text;
        }
    }
}
