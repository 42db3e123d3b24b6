package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises an import by what this process committed: large change sets, one after the other, that made nothing but new parameters. The next large one
 * will probably find nothing of what it writes, so that its reading can be spared; its transaction's conditions tell if that was wrong, and
 * the run is over. A wrong guess costs a cancelled transaction, hence two change sets come first. Thread-safe.
 */
final class ImportRuns {
    /** Half of what a change set may hold: small ones gain little. */
    static final int CHANGES = 24;

    /** Change sets before the first guess. */
    private static final int RUN = 2;

    /** Ample for the namespaces into which one process imports at a time. */
    private static final int NAMESPACES = 64;

    private record Run(Head head, int length) {}

    private final Map<Namespace, Run> runs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Namespace, Run> eldest) {
            return size() > NAMESPACES;
        }
    };

    /** Takes note of what was committed: a part of a run, or its end. */
    synchronized void committed(Commit commit) {
        Namespace namespace = commit.after().namespace();
        if (!allNew(commit)) {
            runs.remove(namespace);
            return;
        }
        Run run = runs.get(namespace);
        runs.put(namespace, new Run(commit.after(), run == null ? 1 : Math.min(run.length() + 1, RUN)));
    }

    private static boolean allNew(Commit commit) {
        return commit.writes().size() >= CHANGES
                && commit.kept().isEmpty()
                && commit.writes().stream().allMatch(w -> w.replaces() == 0 && isFirst(w.version()));
    }

    private static boolean isFirst(@Nullable Parameter version) {
        return version != null && version.version() == 1;
    }

    /** Ends a run: a transaction found something else than was thought. */
    synchronized void lost(Namespace namespace) {
        runs.remove(namespace);
    }

    /** The head that the run's last change set left; empty where no run is under way. */
    synchronized Optional<Head> head(Namespace namespace) {
        Run run = runs.get(namespace);
        return run == null || run.length() < RUN ? Optional.empty() : Optional.of(run.head());
    }
}
