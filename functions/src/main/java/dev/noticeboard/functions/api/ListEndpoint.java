package dev.noticeboard.functions.api;

import dev.noticeboard.functions.history.Listing;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/list} and {@code …/list/under/{prefix}}: the live parameters, page by page. All pages show one revision: the newest when
 * the first page was read, or the one asked for. Thread-safe.
 */
final class ListEndpoint {
    private static final long LIMIT = 100;

    private final BoardStore store;
    private final Listing listing;

    ListEndpoint(BoardStore store, Listing listing) {
        this.store = store;
        this.listing = listing;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Prefix prefix = path.prefixUnder();
        Query query = new Query(call, Set.of("recursive", "limit", "nextToken", "revision"));
        boolean recursive = query.flag("recursive", true);
        int limit =
                query.number("limit", 1, Limits.PAGE_PARAMETERS).orElse(LIMIT).intValue();
        Optional<String> token = query.text("nextToken");
        Optional<Long> wanted = query.number("revision", 0, Long.MAX_VALUE);
        if (token.isPresent()) {
            if (wanted.isPresent()) {
                throw Query.refuse("revision", "stands in the token already", "Leave it out.");
            }
            Tokens.Place place = Tokens.read("nextToken", token.get()).inside("nextToken", list(prefix, recursive));
            ParameterName after = Tokens.name("nextToken", place, prefix);
            return Answer.ok(page(new Listing.Query(prefix, recursive, place.number(), after, limit)));
        }
        Head head = store.head(path.namespace()).orElse(null);
        long newest = head == null ? 0 : head.revision();
        long revision = wanted.orElse(newest);
        if (revision > newest) {
            throw Query.refuse("revision", "is beyond the newest, " + newest, "Give an earlier one.");
        }
        String tag = tag(head, revision);
        return Etags.has(call, tag, revision)
                ? Etags.notModified(tag)
                : new Answer(200, Etags.header(tag), page(new Listing.Query(prefix, recursive, revision, null, limit)));
    }

    /** Which list a token belongs to; no prefix and no name has a blank. */
    private static String list(Prefix prefix, boolean recursive) {
        return prefix + (recursive ? " all " : " one ");
    }

    private static String tag(@Nullable Head head, long revision) {
        return (head == null ? "none" : head.epoch()) + "." + revision;
    }

    private ParameterPage page(Listing.Query query) {
        Listing.Result result = listing.page(query);
        if (result instanceof Listing.Result.Page page) {
            ParameterName last = page.last();
            return new ParameterPage(
                    query.revision(),
                    page.parameters(),
                    last == null
                            ? null
                            : Tokens.of(query.revision(), list(query.prefix(), query.recursive()) + last.text()));
        }
        throw Problems.gone("What " + ((Listing.Result.Gone) result).name() + " was at revision " + query.revision()
                + " is no longer kept. List again from the start for the newest revision.");
    }
}
