package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code …/changes} and {@code …/changes/under/{prefix}}: the change log after a revision, page by page.
 *
 * <p>Below a prefix, entries without a change there are left out, except that the last entry looked at stands as an empty
 * one, without author and reason, where it is not the newest: so that whoever asks for what comes after the last entry of
 * a page always gets on. Thread-safe.
 */
final class ChangesEndpoint {
    private static final long LIMIT = 100;

    private final BoardStore store;

    ChangesEndpoint(BoardStore store) {
        this.store = store;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Prefix prefix = path.prefixUnder();
        Query query = new Query(call, Set.of("after", "limit"));
        long after = query.number("after", 0, Long.MAX_VALUE - 1).orElse(0L);
        int limit = query.number("limit", 1, LIMIT).orElse(LIMIT).intValue();
        BoardStore.LogRun run = store.log(path.namespace(), after, limit, Api.PAGE_BYTES);
        Head head = run.head();
        long revision = head == null ? 0 : head.revision();
        List<ChangeSet> shown = path.rest().isEmpty() ? run.changeSets() : below(prefix, run.changeSets(), revision);
        return Answer.ok(new ChangesPage(path.namespace(), head == null ? null : head.epoch(), revision, shown));
    }

    private static List<ChangeSet> below(Prefix prefix, List<ChangeSet> entries, long newest) {
        List<ChangeSet> shown = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ChangeSet entry = entries.get(i);
            List<Change> inside =
                    entry.changes().stream().filter(c -> lies(c, prefix)).toList();
            boolean cutHere = i == entries.size() - 1 && entry.revision() < newest;
            if (!inside.isEmpty() || cutHere) {
                shown.add(with(entry, inside));
            }
        }
        return shown;
    }

    private static boolean lies(Change change, Prefix prefix) {
        if (change instanceof Change.OfParameter p) {
            return prefix.covers(p.name());
        }
        String bound = "";
        if (change instanceof Change.BindSchema b) {
            bound = b.prefix();
        } else if (change instanceof Change.RemoveSchema r) {
            bound = r.prefix();
        }
        return bound.equals(prefix.text()) || bound.startsWith(prefix.text() + "/");
    }

    private static ChangeSet with(ChangeSet entry, List<Change> changes) {
        boolean none = changes.isEmpty();
        return new ChangeSet(
                entry.namespace(),
                entry.epoch(),
                entry.revision(),
                entry.id(),
                entry.at(),
                none ? "" : entry.by(),
                none ? null : entry.why(),
                entry.inline(),
                entry.spreadMillis(),
                changes);
    }
}
