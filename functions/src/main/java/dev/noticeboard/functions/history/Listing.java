package dev.noticeboard.functions.history;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what lies below a prefix as of one revision, page by page. Thread-safe. */
public final class Listing {
    /**
     * Runs of the store that one page looks through at most, so that a page which finds little ends in time: with 1,000
     * parameters a run, tens of thousands.
     */
    private static final int RUNS = 20;

    private final BoardStore store;
    private final AsOf asOf;

    /** Lists from this store. */
    public Listing(BoardStore store) {
        this.store = store;
        this.asOf = new AsOf(store);
    }

    /**
     * What is listed.
     *
     * @param recursive whether what lies deeper than one level below the prefix is listed too
     * @param revision the revision whose state is listed
     * @param after the last name looked at before; null for the first page
     * @param limit the most parameters of a page
     */
    public record Query(
            Prefix prefix,
            boolean recursive,
            long revision,
            @Nullable ParameterName after,
            int limit) {}

    /** A page, or why there is none. */
    public sealed interface Result {
        /**
         * A page.
         *
         * @param parameters the live ones
         * @param last the last name looked at, where others follow; null on the last page
         */
        record Page(List<Parameter> parameters, @Nullable ParameterName last) implements Result {}

        /** Retention dropped what this parameter was then. */
        record Gone(ParameterName name) implements Result {}
    }

    /** The page that the query asks for. */
    public Result page(Query query) {
        Page page = new Page(query);
        ParameterName after = query.after();
        for (int i = 0; i < RUNS; i++) {
            BoardStore.Run run = store.walk(query.prefix(), after, query.limit(), Limits.PAGE_BYTES);
            List<Parameter> all = run.parameters();
            List<Parameter> some = query.recursive()
                    ? all
                    : all.stream().filter(p -> direct(query.prefix(), p.name())).toList();
            for (int from = 0; from < some.size(); from += Limits.NAMES) {
                Past past = asOf.at(query.revision(), some.subList(from, Math.min(from + Limits.NAMES, some.size())));
                if (past instanceof Past.Gone gone) {
                    return new Result.Gone(gone.name());
                }
                for (Parameter p : some.subList(from, Math.min(from + Limits.NAMES, some.size()))) {
                    if (!page.take(((Past.Known) past).parameters().get(p.name()))) {
                        return new Result.Page(page.taken, page.last);
                    }
                    page.last = p.name();
                }
            }
            if (!run.more()) {
                return new Result.Page(page.taken, null);
            }
            after = all.get(all.size() - 1).name();
            page.last = after;
            if (page.taken.size() == query.limit()) {
                break;
            }
        }
        return new Result.Page(page.taken, page.last);
    }

    private static boolean direct(Prefix prefix, ParameterName name) {
        if (name.text().equals(prefix.text())) {
            return true;
        }
        String above = prefix.text().equals("/") ? "" : prefix.text() + "/";
        return name.text().startsWith(above) && name.text().indexOf('/', above.length()) < 0;
    }

    /** A page in the making. */
    private static final class Page {
        private final int limit;
        private final List<Parameter> taken = new ArrayList<>();
        private @Nullable ParameterName last;
        private long bytes;

        Page(Query query) {
            this.limit = query.limit();
            this.last = query.after();
        }

        /** False if it does not fit. */
        boolean take(@Nullable Parameter p) {
            if (p == null || p.tombstone()) {
                return true;
            }
            bytes += ValueText.utf8Length(Json.write(p));
            if (taken.size() == limit || (bytes > Limits.PAGE_BYTES && !taken.isEmpty())) {
                return false;
            }
            return taken.add(p);
        }
    }
}
