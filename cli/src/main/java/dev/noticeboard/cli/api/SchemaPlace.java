package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;

/** What a JSON Schema is bound to: the values below a prefix, or a namespace as a whole (its rules). */
public sealed interface SchemaPlace {
    /** Each value below a prefix. */
    record Values(Prefix prefix) implements SchemaPlace {
        @Override
        public String path() {
            return Routes.at(prefix, "schemas");
        }

        @Override
        public String toString() {
            return prefix.text();
        }
    }

    /** All live parameters of a namespace, as one object. */
    record Rules(Namespace namespace) implements SchemaPlace {
        @Override
        public String path() {
            return Routes.of(namespace, "rules");
        }

        @Override
        public String toString() {
            return namespace.text();
        }
    }

    /** Its path in the API. */
    String path();
}
