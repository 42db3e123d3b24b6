package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;

/**
 * The properties of a schema in a template.
 *
 * @param namespace where
 * @param prefix the prefix that it is bound to; {@link BoundSchema#RULES} for the namespace as a whole
 * @param schema its JSON text
 * @param force whether it is bound although stored values break it
 * @param onDrift what an update does where somebody else bound another one
 * @param adopt whether it takes the place of one that is bound already
 */
record SchemaProperties(String namespace, String prefix, String schema, boolean force, OnDrift onDrift, boolean adopt) {

    /** Reads them; what is wrong goes to the violations. */
    static SchemaProperties read(Map<String, Object> given, SchemaRules rules, List<Violation> violations) {
        Properties properties = new Properties(given);
        SchemaProperties read = new SchemaProperties(
                properties.needed("Namespace"),
                properties.needed("Prefix"),
                properties.needed("Schema"),
                properties.flag("Force"),
                properties.choice("OnDrift", OnDrift.class, OnDrift::name, OnDrift.FAIL),
                properties.flag("Adopt"));
        if (!read.namespace.isEmpty()) {
            Namespace.check(read.namespace)
                    .ifPresentOrElse(
                            v -> properties.add(v.at("Namespace")),
                            () -> checkPrefix(read).forEach(properties::add));
        }
        if (!read.schema.isEmpty()) {
            rules.check(read.schema).forEach(v -> properties.add(v.at("Schema")));
        }
        violations.addAll(properties.violations());
        return read;
    }

    private static List<Violation> checkPrefix(SchemaProperties read) {
        return read.prefix.isEmpty() || read.ofWhole()
                ? List.of()
                : Prefix.check(new Namespace(read.namespace), read.prefix).map(v -> v.at("Prefix")).stream()
                        .toList();
    }

    /** Whether it holds for the namespace as a whole. */
    boolean ofWhole() {
        return prefix.equals(BoundSchema.RULES);
    }

    /** Whether namespace and prefix name a place. */
    boolean placed() {
        return !namespace.isEmpty()
                && !prefix.isEmpty()
                && Namespace.check(namespace).isEmpty()
                && checkPrefix(this).isEmpty();
    }

    /** Where it is bound. */
    Prefix place() {
        Namespace home = new Namespace(namespace);
        return ofWhole() ? Prefix.whole(home) : new Prefix(home, prefix);
    }

    /** What CloudFormation knows the resource by. */
    String id() {
        return ofWhole() ? namespace + "/" + BoundSchema.RULES : prefix;
    }
}
