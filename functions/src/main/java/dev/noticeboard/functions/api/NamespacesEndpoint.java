package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.NamespacePage;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Set;

/** {@code /namespaces}: which there are. Thread-safe. */
final class NamespacesEndpoint {
    /** The path, which is shorter than all others. */
    static final String PATH = "/namespaces";
    /** A name has up to 1,011 characters (SSM's limit), so a page stays far under Lambda's 6 MB. */
    private static final long LIMIT = 1000;

    private final BoardStore store;

    NamespacesEndpoint(BoardStore store) {
        this.store = store;
    }

    Answer answer(Call call) {
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Query query = new Query(call, Set.of("limit", "nextToken"));
        int limit = query.number("limit", 1, LIMIT).orElse(LIMIT).intValue();
        String after = query.text("nextToken").map(NamespacesEndpoint::after).orElse(null);
        List<Namespace> found = store.namespaces(after, limit);
        String next = found.size() == limit ? Tokens.of(0, found.get(limit - 1).text()) : null;
        return Answer.ok(new NamespacePage(found, next));
    }

    private static String after(String token) {
        String name = Tokens.read("nextToken", token).name();
        if (Namespace.check(name).isPresent()) {
            throw Tokens.refuse("nextToken");
        }
        return name;
    }
}
