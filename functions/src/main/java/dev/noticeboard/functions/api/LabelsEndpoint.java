package dev.noticeboard.functions.api;

import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.LabelRequest;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.Set;

/** {@code …/labels/{name}}: moves a label to a version, or takes it away. Thread-safe. */
final class LabelsEndpoint {
    private final Writes writes;

    LabelsEndpoint(Writes writes) {
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        return switch (call.method()) {
            case "PUT" -> move(call, path.name());
            case "DELETE" -> take(call, path.name());
            default -> throw Problems.methodNotAllowed(call.method(), "DELETE, PUT");
        };
    }

    private Answer move(Call call, ParameterName name) {
        Query query = new Query(call, Set.of(Query.DRY_RUN));
        LabelRequest request = Json.readStrict(call.body(), LabelRequest.class);
        if (request.label() == null) {
            throw new MalformedException("label", "is missing");
        }
        if (request.version() != null && request.version() < 1) {
            throw Problems.invalidRequest(Violation.of(
                    "version", "version", "the version is not one", "Give a version, 1 or more, or leave it out."));
        }
        Wish wish = new Wish.Label("", name, request.label(), request.version(), request.expectedVersion());
        return writes.commit(call, query, name.namespace(), Wishes.one(wish, request.why()), request.why());
    }

    private Answer take(Call call, ParameterName name) {
        Query query = new Query(call, Set.of("label", Query.EXPECTED_VERSION, Query.WHY, Query.DRY_RUN));
        String label = query.text("label")
                .orElseThrow(() -> Query.refuse("label", "is missing", "Name the label to take away."));
        Wish wish = new Wish.Unlabel("", name, label, query.expectedVersion());
        return writes.commit(call, query, name.namespace(), Wishes.one(wish, query.why()), query.why());
    }
}
