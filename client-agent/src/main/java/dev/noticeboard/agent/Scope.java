package dev.noticeboard.agent;

import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;

/** Which parameters a guard or a listener is about. Immutable. */
public sealed interface Scope {

    /** Whether this parameter is meant. */
    boolean covers(ParameterName name);

    /** Whole change sets, whatever they change. */
    static Scope everything() {
        return new Everything();
    }

    /** One parameter. @throws IllegalArgumentException if it is no full name */
    static Scope name(String name) {
        return new Name(new ParameterName(name));
    }

    /** What lies at and below a prefix in its namespace. @throws IllegalArgumentException if it is no full name */
    static Scope under(String prefix) {
        ParameterName name = new ParameterName(prefix);
        return new Under(new Prefix(name.namespace(), prefix));
    }

    /** See {@link #everything}. */
    record Everything() implements Scope {
        @Override
        public boolean covers(ParameterName name) {
            return true;
        }
    }

    /** See {@link #name}. */
    record Name(ParameterName name) implements Scope {
        @Override
        public boolean covers(ParameterName other) {
            return name.equals(other);
        }
    }

    /** See {@link #under}. */
    record Under(Prefix prefix) implements Scope {
        @Override
        public boolean covers(ParameterName name) {
            return prefix.covers(name);
        }
    }
}
