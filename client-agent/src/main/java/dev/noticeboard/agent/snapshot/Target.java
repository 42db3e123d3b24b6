package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.name.ParameterName;
import org.jspecify.annotations.Nullable;

/**
 * What the board says that a parameter is, whether this host serves it or withholds it.
 *
 * @param name the parameter
 * @param version the version that the board has
 * @param value its value; absent for a tombstone
 */
public record Target(
        ParameterName name, long version, @Nullable Value value) {

    /** A value to be served. */
    public static Target put(Value value) {
        return new Target(value.name(), value.version(), value);
    }

    /** A parameter to be removed. */
    public static Target tombstone(ParameterName name, long version) {
        return new Target(name, version, null);
    }
}
