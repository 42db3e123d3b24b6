package dev.noticeboard.functions.api;

import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code …/changes} and {@code …/changes/under/{prefix}}: the change log after a revision, page by page.
 *
 * <p>Below a prefix, entries without a change there are left out, except that the last entry looked at stands as an empty
 * one, without author and reason: so that whoever asks for what comes after the last entry of a page always gets on.
 * Thread-safe.
 */
final class ChangesEndpoint {
    private static final long LIMIT = 100;
    /** Between two looks of a read that waits; a look costs half a read unit. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final BoardStore store;
    private final Clock clock;
    private final Pauses pauses;

    ChangesEndpoint(BoardStore store, Clock clock, Pauses pauses) {
        this.store = store;
        this.clock = clock;
        this.pauses = pauses;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        Prefix prefix = path.prefixUnder();
        Query query = new Query(call, Set.of("after", "limit", "waitSeconds"));
        long after = query.number("after", 0, Long.MAX_VALUE - 1).orElse(0L);
        int limit = query.number("limit", 1, LIMIT).orElse(LIMIT).intValue();
        long wait = query.number("waitSeconds", 0, Limits.WAIT_SECONDS).orElse(0L);
        BoardStore.LogRun run = read(path.namespace(), after, limit, Duration.ofSeconds(wait));
        Head head = run.head();
        long revision = head == null ? 0 : head.revision();
        List<ChangeSet> shown = path.rest().isEmpty() ? run.changeSets() : below(prefix, run.changeSets());
        return Answer.ok(new ChangesPage(path.namespace(), head == null ? null : head.epoch(), revision, shown));
    }

    /** Reads at once, and again when the namespace has moved on or the time is up. */
    private BoardStore.LogRun read(Namespace namespace, long after, int limit, Duration wait) {
        Instant deadline = clock.instant().plus(wait);
        while (clock.instant().isBefore(deadline)
                && store.head(namespace).map(Head::revision).orElse(0L) <= after) {
            Duration left = Duration.between(clock.instant(), deadline);
            pauses.pause(left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
        }
        return store.log(namespace, after, limit, Limits.PAGE_BYTES);
    }

    private static List<ChangeSet> below(Prefix prefix, List<ChangeSet> entries) {
        List<ChangeSet> shown = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ChangeSet entry = entries.get(i);
            List<Change> inside =
                    entry.changes().stream().filter(c -> lies(c, prefix)).toList();
            if (!inside.isEmpty() || i == entries.size() - 1) {
                shown.add(with(entry, inside));
            }
        }
        return shown;
    }

    private static boolean lies(Change change, Prefix prefix) {
        if (change instanceof Change.OfParameter p) {
            return prefix.covers(p.name());
        }
        if (change instanceof Change.OfCandidate c) {
            return prefix.covers(c.name());
        }
        if (change instanceof Change.Label l) {
            return prefix.covers(l.name());
        }
        if (change instanceof Change.Unlabel l) {
            return prefix.covers(l.name());
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
                none ? null : entry.restore(),
                none ? null : entry.trace(),
                changes);
    }
}
