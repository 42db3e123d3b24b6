package dev.noticeboard.functions.history;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.RestorePart;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what lies below a prefix back to what it was as of a revision, in new change sets, each a part of one restore.
 *
 * <p>A restore needs no memory of its own: what is restored already no longer differs, so whoever goes on, after a crash or
 * with the token of an answer, plans again and finds the rest. What others write meanwhile below the prefix is taken back
 * too if it is seen, and stays if it comes later. Thread-safe.
 */
public final class Restorer {
    /** With the commit budget (20 s) after the last part begun, it stays under API Gateway's 29 s. */
    private static final Duration BUDGET = Duration.ofSeconds(8);

    private final BoardStore store;
    private final Committer committer;
    private final Clock clock;

    /** Restores in this store. */
    public Restorer(BoardStore store, Committer committer, Clock clock) {
        this.store = store;
        this.committer = committer;
        this.clock = clock;
    }

    /**
     * A restore, or the rest of one.
     *
     * @param id the restore's id
     * @param partsDone how many parts are committed already
     * @param trace the trace that it belongs to; null for one of each part
     */
    public record Request(
            Prefix prefix,
            long revision,
            @Nullable String why,
            String by,
            String id,
            int partsDone,
            @Nullable Trace trace) {}

    /** How far it came. */
    public sealed interface Result {
        /**
         * Parts were committed.
         *
         * @param parts how many there are in all
         * @param rest how many are left
         */
        record Committed(List<CommitAnswer> committed, int parts, int rest) implements Result {}

        /** It was tried only. */
        record Tried(Outcome.Tried tried) implements Result {}

        /** A part was not committed; those before it stay. */
        record Stopped(Outcome outcome) implements Result {}

        /** Retention dropped what this parameter was then; nothing was written by this call. */
        record Gone(ParameterName name) implements Result {}
    }

    /** Commits as many parts as time allows. */
    public Result restore(Request request) {
        Instant deadline = clock.instant().plus(BUDGET);
        RestorePlan.Result planned = RestorePlan.make(store, request.prefix(), request.revision());
        if (planned instanceof RestorePlan.Result.Gone gone) {
            return new Result.Gone(gone.name());
        }
        List<List<Wish>> parts = ((RestorePlan.Result.Planned) planned).plan().parts();
        int all = request.partsDone() + parts.size();
        List<CommitAnswer> committed = new ArrayList<>();
        for (List<Wish> part : parts) {
            if (!committed.isEmpty() && clock.instant().isAfter(deadline)) {
                break;
            }
            int number = request.partsDone() + committed.size() + 1;
            Outcome outcome = committer.commit(write(request, part, number, all));
            if (!(outcome instanceof Outcome.Done done)) {
                return new Result.Stopped(outcome);
            }
            committed.add(done.answer());
        }
        return new Result.Committed(committed, all, parts.size() - committed.size());
    }

    private static WriteRequest write(Request request, List<Wish> part, int number, int all) {
        return new WriteRequest(
                        request.prefix().namespace(),
                        Wishes.all(part, request.why()),
                        request.why(),
                        request.by(),
                        null,
                        new RestorePart(request.id(), request.revision(), number, all))
                .traced(request.trace());
    }

    /** Says what {@link #restore} would change, part by part, and what is wrong with it; writes nothing. */
    public Result tryOut(Request request) {
        RestorePlan.Result planned = RestorePlan.make(store, request.prefix(), request.revision());
        if (planned instanceof RestorePlan.Result.Gone gone) {
            return new Result.Gone(gone.name());
        }
        long revision =
                store.head(request.prefix().namespace()).map(h -> h.revision()).orElse(0L);
        List<DryRun.Item> changes = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        List<Problem.Winner> conflicts = new ArrayList<>();
        List<List<Wish>> parts = ((RestorePlan.Result.Planned) planned).plan().parts();
        for (List<Wish> part : parts) {
            Outcome outcome = committer.tryOut(write(request, part, 1, parts.size()));
            if (!(outcome instanceof Outcome.Tried tried)) {
                return new Result.Stopped(outcome);
            }
            changes.addAll(tried.changes());
            violations.addAll(tried.violations().stream()
                    .limit(Limits.VIOLATIONS - violations.size())
                    .toList());
            conflicts.addAll(tried.conflicts());
        }
        return new Result.Tried(new Outcome.Tried(revision, changes, violations, conflicts));
    }
}
