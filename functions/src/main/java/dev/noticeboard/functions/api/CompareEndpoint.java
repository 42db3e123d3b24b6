package dev.noticeboard.functions.api;

import dev.noticeboard.functions.history.Comparison;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Set;

/** {@code …/compare} and {@code …/compare/under/{prefix}}: how two revisions differ. Thread-safe. */
final class CompareEndpoint {
    private final BoardStore store;
    private final Comparison comparison;

    CompareEndpoint(BoardStore store, Comparison comparison) {
        this.store = store;
        this.comparison = comparison;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Prefix prefix = path.prefixUnder();
        Query query = new Query(call, Set.of("from", "to", "nextToken"));
        long newest = store.head(path.namespace()).map(Head::revision).orElse(0L);
        long from = query.number("from", 0, Long.MAX_VALUE)
                .orElseThrow(
                        () -> Query.refuse("from", "is missing", "Give the earlier revision, 0 for the beginning."));
        Tokens.Place place = query.text("nextToken")
                .map(token -> Tokens.read("nextToken", token))
                .orElse(null);
        long to = query.number("to", 0, Long.MAX_VALUE).orElse(place == null ? newest : place.number());
        if (from > to || to > newest) {
            throw Query.refuse(
                    from > to ? "from" : "to",
                    from > to ? "is after the other revision" : "is beyond the newest, " + newest,
                    "Give two revisions in their order.");
        }
        ParameterName after = place == null ? null : Tokens.name("nextToken", place, prefix);
        Comparison.Result result = comparison.page(prefix, from, to, after);
        if (result instanceof Comparison.Result.Page page) {
            ParameterName last = page.last();
            return Answer.ok(new VersionDiff.OfRevisions(
                    path.namespace(), from, to, page.parameters(), last == null ? null : Tokens.of(to, last.text())));
        }
        throw Problems.gone("To compare these revisions takes " + ((Comparison.Result.Gone) result).what()
                + ", which is no longer kept.");
    }
}
