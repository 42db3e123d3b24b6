package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code …/list} and {@code …/list/under/{prefix}}: the live parameters, page by page. Thread-safe. */
final class ListEndpoint {
    private static final long LIMIT = 100;
    private static final long MOST = 1000;

    private final BoardStore store;

    ListEndpoint(BoardStore store) {
        this.store = store;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Prefix prefix = path.prefixUnder();
        Query query = new Query(call, Set.of("limit", "nextToken"));
        int limit = query.number("limit", 1, MOST).orElse(LIMIT).intValue();
        ParameterName after =
                query.text("nextToken").map(token -> name(token, prefix)).orElse(null);
        BoardStore.Run run = store.list(prefix, after, limit, Api.PAGE_BYTES);
        return Answer.ok(new ParameterPage(run.parameters(), token(run)));
    }

    /** The last name of the page, in base64url so that nobody takes it for more than a token. */
    private static @Nullable String token(BoardStore.Run run) {
        List<Parameter> page = run.parameters();
        if (!run.more() || page.isEmpty()) {
            return null;
        }
        String last = page.get(page.size() - 1).name().text();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static ParameterName name(String token, Prefix prefix) {
        try {
            ParameterName name =
                    new ParameterName(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            if (prefix.covers(name)) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a token of another list.
        }
        throw Query.refuse("nextToken", "is not one that this list gave", "Send it unchanged, or start without one.");
    }
}
