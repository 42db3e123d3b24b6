package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.name.ParameterName;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as it is now, or one version of it: {@code NAME}, {@code NAME:VERSION} or {@code NAME:LABEL}.
 *
 * @param name the parameter
 * @param selector the version's number or a label; absent for the newest version
 */
public record Reference(ParameterName name, @Nullable String selector) {
    /** The parameter as it is now. */
    public static Reference newest(ParameterName name) {
        return new Reference(name, null);
    }

    /** The version, if it is given as a number. */
    public OptionalLong version() {
        return selector != null && Character.isDigit(selector.charAt(0))
                ? OptionalLong.of(Long.parseLong(selector))
                : OptionalLong.empty();
    }

    /** As it is written, which is also how the API takes it. */
    public String text() {
        return name + suffix();
    }

    /** What stands behind the name. */
    String suffix() {
        return selector == null ? "" : ":" + selector;
    }

    @Override
    public String toString() {
        return text();
    }
}
