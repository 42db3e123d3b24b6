package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Set;

/**
 * {@code …/schemas} and {@code …/schemas/{prefix}}: the JSON Schemas that hold below prefixes, and {@code …/rules}: the one of the
 * namespace as a whole. A schema that stored values break is refused unless it is forced. Thread-safe.
 */
final class SchemasEndpoint {
    private final BoardStore store;
    private final Writes writes;
    private final SchemaRules rules;

    SchemasEndpoint(BoardStore store, Writes writes, SchemaRules rules) {
        this.store = store;
        this.writes = writes;
        this.rules = rules;
    }

    Answer answer(Call call, Path path) {
        Prefix prefix = path.prefix();
        return switch (call.method()) {
            case "PUT" -> bind(call, prefix, false);
            case "GET" -> path.rest().isEmpty() ? all(call, prefix) : one(call, prefix, prefix.text());
            case "DELETE" -> remove(call, prefix, false);
            default -> throw Problems.methodNotAllowed(call.method(), "DELETE, GET, PUT");
        };
    }

    /** {@code …/rules}: the schema of the namespace as a whole. */
    Answer answerRules(Call call, Path path) {
        if (!path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        Prefix whole = path.prefix();
        return switch (call.method()) {
            case "PUT" -> bind(call, whole, true);
            case "GET" -> one(call, whole, BoundSchema.RULES);
            case "DELETE" -> remove(call, whole, true);
            default -> throw Problems.methodNotAllowed(call.method(), "DELETE, GET, PUT");
        };
    }

    private Answer bind(Call call, Prefix prefix, boolean whole) {
        Query query = new Query(call, Set.of(Query.EXPECTED_VERSION, Query.WHY, Query.DRY_RUN, "force"));
        boolean force = query.flag("force", false);
        List<Violation> violations = rules.check(call.body());
        if (!violations.isEmpty()) {
            throw Problems.violations(violations);
        }
        Wish wish = new Wish.Bind("", prefix, whole, call.body(), force, query.expectedVersion());
        return writes.commit(call, query, prefix.namespace(), Wishes.one(wish, query.why()), query.why());
    }

    private Answer remove(Call call, Prefix prefix, boolean whole) {
        Query query = new Query(call, Set.of(Query.EXPECTED_VERSION, Query.WHY, Query.DRY_RUN));
        Wish wish = new Wish.Unbind("", prefix, whole, query.expectedVersion());
        return writes.commit(call, query, prefix.namespace(), Wishes.one(wish, query.why()), query.why());
    }

    private Answer all(Call call, Prefix prefix) {
        new Query(call, Set.of());
        return Answer.ok(new SchemaBinding.All(store.schemas(prefix.namespace()).stream()
                .map(SchemasEndpoint::shown)
                .toList()));
    }

    private Answer one(Call call, Prefix prefix, String key) {
        new Query(call, Set.of());
        return Answer.ok(store.schemas(prefix.namespace()).stream()
                .filter(bound -> bound.prefix().equals(key))
                .findFirst()
                .map(SchemasEndpoint::shown)
                .orElseThrow(() -> Problems.notFound(
                        key.equals(BoundSchema.RULES)
                                ? "The namespace " + prefix + " has no rules."
                                : "No schema is bound to " + prefix + " itself.")));
    }

    private static SchemaBinding shown(BoundSchema bound) {
        return new SchemaBinding(bound.prefix(), bound.revision(), Json.tree(bound.schema()));
    }
}
