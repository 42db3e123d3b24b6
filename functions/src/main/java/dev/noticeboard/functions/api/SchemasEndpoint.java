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
 * {@code …/schemas} and {@code …/schemas/{prefix}}: the JSON Schemas that hold below prefixes. A schema judges what is written
 * after it was bound; values that are there already are not judged again. Thread-safe.
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
            case "PUT" -> bind(call, prefix);
            case "GET" -> path.rest().isEmpty() ? all(call, prefix) : one(call, prefix);
            case "DELETE" -> remove(call, prefix);
            default -> throw Problems.methodNotAllowed(call.method(), "PUT, GET, DELETE");
        };
    }

    private Answer bind(Call call, Prefix prefix) {
        String why = new Query(call, Set.of("why")).text("why").orElse(null);
        List<Violation> violations = rules.check(call.body());
        if (!violations.isEmpty()) {
            throw Problems.violations(violations);
        }
        return writes.commit(call, prefix.namespace(), Wishes.one(new Wish.Bind("", prefix, call.body()), why), why);
    }

    private Answer remove(Call call, Prefix prefix) {
        String why = new Query(call, Set.of("why")).text("why").orElse(null);
        return writes.commit(call, prefix.namespace(), Wishes.one(new Wish.Unbind("", prefix), why), why);
    }

    private Answer all(Call call, Prefix prefix) {
        new Query(call, Set.of());
        return Answer.ok(new SchemaBinding.All(store.schemas(prefix.namespace()).stream()
                .map(SchemasEndpoint::shown)
                .toList()));
    }

    private Answer one(Call call, Prefix prefix) {
        new Query(call, Set.of());
        return Answer.ok(store.schemas(prefix.namespace()).stream()
                .filter(bound -> bound.prefix().equals(prefix.text()))
                .findFirst()
                .map(SchemasEndpoint::shown)
                .orElseThrow(() -> Problems.notFound("No schema is bound to " + prefix + " itself.")));
    }

    private static SchemaBinding shown(BoundSchema bound) {
        return new SchemaBinding(bound.prefix(), bound.revision(), Json.tree(bound.schema()));
    }
}
