package dev.noticeboard.cdk;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;

/** The options of a schema in a stack. Immutable. */
public final class SchemaProps {
    private final Builder of;

    private SchemaProps(Builder of) {
        this.of = of;
    }

    /**
     * Options of a schema that holds for each value below a prefix.
     *
     * @param prefix such as {@code /billing/prod/db}; a namespace, such as {@code /billing/prod}, for all of it
     * @param schema a JSON Schema (draft 2020-12) as JSON text, at most 64 KiB
     * @throws IllegalArgumentException if it is no prefix, saying what one is
     */
    public static Builder builder(String prefix, String schema) {
        Namespace namespace =
                Namespace.check(prefix).isEmpty() ? new Namespace(prefix) : Namespace.of(new ParameterName(prefix));
        return new Builder(namespace, new Prefix(namespace, prefix).text(), schema);
    }

    /**
     * Options of the rules of a namespace: a schema that holds for all of its values together.
     *
     * @throws IllegalArgumentException if it is no namespace, saying what one is
     */
    public static Builder rules(String namespace, String schema) {
        return new Builder(new Namespace(namespace), BoundSchema.RULES, schema);
    }

    Namespace namespace() {
        return of.namespace;
    }

    String prefix() {
        return of.prefix;
    }

    String schema() {
        return of.schema;
    }

    boolean force() {
        return of.force;
    }

    /** What parameters and schemas are told alike. */
    StackResourceBuilder<?> common() {
        return of;
    }

    /** Gathers options. Not thread-safe. */
    public static final class Builder extends StackResourceBuilder<Builder> {
        private final Namespace namespace;
        private final String prefix;
        private final String schema;
        private boolean force;

        private Builder(Namespace namespace, String prefix, String schema) {
            this.namespace = namespace;
            this.prefix = prefix;
            this.schema = schema;
        }

        private Builder(Builder other) {
            super(other);
            this.namespace = other.namespace;
            this.prefix = other.prefix;
            this.schema = other.schema;
            this.force = other.force;
        }

        /** Whether it is bound although stored values break it. Default: no, that fails. */
        public Builder force(boolean yes) {
            this.force = yes;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The options. */
        public SchemaProps build() {
            return new SchemaProps(new Builder(this));
        }
    }
}
