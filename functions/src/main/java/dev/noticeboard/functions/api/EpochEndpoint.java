package dev.noticeboard.functions.api;

import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.EpochRequest;
import dev.noticeboard.schemas.json.Json;
import java.util.Set;

/** {@code …/epoch}: begins a new epoch, as after a restore from a backup. Thread-safe. */
final class EpochEndpoint {
    private final Writes writes;

    EpochEndpoint(Writes writes) {
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (!path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        if (!call.method().equals("POST")) {
            throw Problems.methodNotAllowed(call.method(), "POST");
        }
        Query query = new Query(call, Set.of(Query.DRY_RUN));
        EpochRequest request = Json.readStrict(call.body(), EpochRequest.class);
        Wishes wishes = Wishes.one(new Wish.RenewEpoch(""), request.why());
        return writes.commit(call, query, path.namespace(), wishes, request.why());
    }
}
