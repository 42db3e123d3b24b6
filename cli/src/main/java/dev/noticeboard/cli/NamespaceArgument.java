package dev.noticeboard.cli;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The argument NAMESPACE. */
final class NamespaceArgument {
    @Parameters(
            index = "0",
            paramLabel = "NAMESPACE",
            converter = Arguments.Space.class,
            description = "Such as /shop/prod.")
    private @Nullable Namespace namespace;

    /** The namespace; picocli has seen to it that it was given. */
    Namespace namespace() {
        return Objects.requireNonNull(namespace);
    }
}
