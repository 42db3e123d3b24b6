package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Set;

/** {@code …/history/{name}}: the versions of a parameter with their labels, the newest first. Thread-safe. */
final class HistoryEndpoint {
    /** As Parameter Store's {@code GetParameterHistory} has it. */
    private static final long LIMIT = 50;

    private final BoardStore store;

    HistoryEndpoint(BoardStore store) {
        this.store = store;
    }

    Answer answer(Call call, Path path) {
        if (path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        ParameterName name = path.name();
        Query query = new Query(call, Set.of("limit", "nextToken"));
        int limit =
                query.number("limit", 1, Limits.PAGE_PARAMETERS).orElse(LIMIT).intValue();
        long before = query.text("nextToken").map(token -> before(token, name)).orElse(Long.MAX_VALUE);
        BoardStore.HistoryRun run = store.history(name, before, limit, Limits.PAGE_BYTES);
        List<Parameter> versions = run.versions();
        if (versions.isEmpty() && before == Long.MAX_VALUE) {
            throw Problems.notFound("There is no parameter " + name + ", and never was.");
        }
        List<HistoryPage.Entry> entries = versions.stream()
                .map(p -> new HistoryPage.Entry(p, run.labels().of(p.version())))
                .toList();
        String next = run.more() ? Tokens.of(versions.get(versions.size() - 1).version(), name.text()) : null;
        return Answer.ok(new HistoryPage(name, entries, next));
    }

    private static long before(String token, ParameterName name) {
        Tokens.Place place = Tokens.read("nextToken", token);
        if (place.name().equals(name.text())) {
            return place.number();
        }
        throw Tokens.refuse("nextToken");
    }
}
