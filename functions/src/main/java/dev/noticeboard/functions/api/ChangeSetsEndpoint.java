package dev.noticeboard.functions.api;

import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Set;

/** {@code …/changesets} and {@code …/changesets/under/{prefix}}: several changes at once. Thread-safe. */
final class ChangeSetsEndpoint {
    private final Writes writes;

    ChangeSetsEndpoint(Writes writes) {
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("POST")) {
            throw Problems.methodNotAllowed(call.method(), "POST");
        }
        Query query = new Query(call, Set.of(Query.DRY_RUN));
        Prefix prefix = path.prefixUnder();
        ChangeSetRequest request = Json.readStrict(call.body(), ChangeSetRequest.class);
        return writes.commit(
                call,
                query,
                path.namespace(),
                Wishes.of(prefix, request),
                request.why(),
                Boolean.TRUE.equals(request.urgent()));
    }
}
