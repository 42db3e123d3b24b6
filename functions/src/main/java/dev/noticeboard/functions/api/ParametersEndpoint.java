package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Set;

/** {@code …/parameters/{name}}: put, get and delete of one parameter. Thread-safe. */
final class ParametersEndpoint {
    private final BoardStore store;
    private final Writes writes;

    ParametersEndpoint(BoardStore store, Writes writes) {
        this.store = store;
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        return switch (call.method()) {
            case "PUT" -> put(call, path.name());
            case "GET" -> get(call, path.name());
            case "DELETE" -> delete(call, path.name());
            default -> throw Problems.methodNotAllowed(call.method(), "PUT, GET, DELETE");
        };
    }

    private Answer put(Call call, ParameterName name) {
        new Query(call, Set.of());
        PutRequest request = Json.readStrict(call.body(), PutRequest.class);
        if (request.value() == null) {
            throw new MalformedException("value", "is missing");
        }
        Wish.Put put =
                new Wish.Put("", name, request.value(), request.type(), request.dataType(), request.expectedVersion());
        return writes.commit(call, name.namespace(), Wishes.one(put, request.why()), request.why());
    }

    private Answer delete(Call call, ParameterName name) {
        Query query = new Query(call, Set.of("expectedVersion", "why"));
        Long expected = query.number("expectedVersion", 0, Long.MAX_VALUE).orElse(null);
        String why = query.text("why").orElse(null);
        return writes.commit(call, name.namespace(), Wishes.one(new Wish.Delete("", name, expected), why), why);
    }

    private Answer get(Call call, ParameterName name) {
        new Query(call, Set.of("consistent"))
                .text("consistent")
                .filter(text -> !text.equals("true"))
                .ifPresent(text -> {
                    throw Query.refuse("consistent", "every read is consistent", "Leave it out, or say true.");
                });
        Parameter found = store.parameter(name)
                .orElseThrow(() -> Problems.notFound("There is no parameter " + name + ", and never was."));
        if (found.tombstone()) {
            throw Problems.notFound("The parameter " + name + " was deleted at version " + found.version()
                    + ", revision " + found.revision() + " of " + name.namespace() + ".");
        }
        return Answer.ok(found);
    }
}
