package dev.noticeboard.functions.api;

import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Set;

/** {@code …/parameters/{name}}: put, get and delete of one parameter; a get may name a version or a label. Thread-safe. */
final class ParametersEndpoint {
    private final Reads reads;
    private final Writes writes;

    ParametersEndpoint(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        return switch (call.method()) {
            case "PUT" -> put(call, path.name());
            case "GET" -> get(call, path.selector());
            case "DELETE" -> delete(call, path.name());
            default -> throw Problems.methodNotAllowed(call.method(), "DELETE, GET, PUT");
        };
    }

    private Answer put(Call call, ParameterName name) {
        Query query = new Query(call, Set.of(Query.DRY_RUN));
        PutRequest request = Json.readStrict(call.body(), PutRequest.class);
        if (request.value() == null) {
            throw new MalformedException("value", "is missing");
        }
        Wish.Put put = new Wish.Put(
                "",
                name,
                request.value(),
                request.type(),
                request.dataType(),
                new About(request.description(), request.tags(), request.allowedPattern(), request.policies()),
                request.expectedVersion());
        boolean urgent = Boolean.TRUE.equals(request.urgent());
        return writes.commit(call, query, name.namespace(), Wishes.one(put, request.why()), request.why(), urgent);
    }

    private Answer delete(Call call, ParameterName name) {
        Query query = new Query(call, Set.of(Query.EXPECTED_VERSION, Query.WHY, Query.DRY_RUN, Query.URGENT));
        Wish wish = new Wish.Delete("", name, query.expectedVersion());
        boolean urgent = query.flag(Query.URGENT, false);
        return writes.commit(call, query, name.namespace(), Wishes.one(wish, query.why()), query.why(), urgent);
    }

    private Answer get(Call call, Selector selector) {
        boolean consistent = new Query(call, Set.of("consistent")).flag("consistent", false);
        Reads.Found found = reads.find(selector, consistent);
        if (found instanceof Reads.Found.There there) {
            Parameter parameter = there.parameter();
            return Etags.answer(call, Long.toString(parameter.revision()), parameter.revision(), parameter);
        }
        throw found instanceof Reads.Found.Gone gone
                ? Problems.gone(gone.why())
                : Problems.notFound(((Reads.Found.Missing) found).why());
    }
}
