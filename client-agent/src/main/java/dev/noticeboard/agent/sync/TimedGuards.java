package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the guards whose scope a change touches, in turn, each in a fresh thread or on the executor that came with it, with one
 * time limit for all. A guard is never asked a second time beside a question that hangs: until that returns, every
 * change in its scope is vetoed. Changes outside it do not wait for it. Used by one thread at a time.
 */
public final class TimedGuards implements Judge {
    private final List<Seat> seats;
    private final Duration limit;

    /**
     * A guard as an application added it.
     *
     * @param scope it is asked about changes of which at least one effective one is in here
     * @param executor runs its checks; a fresh thread each where absent
     */
    public record Entry(Scope scope, Guard guard, @Nullable Executor executor) {}

    /** A guard, and the question that it has not answered. */
    private static final class Seat {
        private final Scope scope;
        private final Guard guard;
        private final Executor executor;
        private @Nullable GuardQuestion open;

        Seat(Entry entry, ThreadFactory threads) {
            this.scope = entry.scope;
            this.guard = entry.guard;
            Executor given = entry.executor;
            this.executor =
                    given != null ? given : task -> threads.newThread(task).start();
        }

        boolean concerns(ChangePreview change) {
            return change.changes().stream().anyMatch(c -> scope.covers(c.name()));
        }
    }

    /** @param limit for all guards together, more than zero */
    public TimedGuards(List<Entry> guards, Duration limit, ThreadFactory threads) {
        this.seats = guards.stream().map(entry -> new Seat(entry, threads)).toList();
        this.limit = limit;
    }

    @Override
    public Guard.Verdict ask(ChangePreview change) {
        List<Seat> concerned = seats.stream().filter(s -> s.concerns(change)).toList();
        if (concerned.stream().anyMatch(s -> s.open != null && s.open.running())) {
            return Guard.veto("a guard has still not returned from an earlier check");
        }
        long start = System.nanoTime();
        for (Seat seat : concerned) {
            Guard.Verdict verdict = ask(seat, change, limit.toNanos() - (System.nanoTime() - start));
            if (verdict instanceof Guard.Verdict.Veto) {
                return verdict;
            }
        }
        return Guard.accept();
    }

    private Guard.Verdict ask(Seat seat, ChangePreview change, long nanos) {
        GuardQuestion question = new GuardQuestion(seat.guard, change);
        seat.open = question;
        try {
            seat.executor.execute(question);
            Guard.Verdict verdict = question.answer().get(nanos, TimeUnit.NANOSECONDS);
            // It answered: what remains of its task is on its way out.
            seat.open = null;
            return verdict;
        } catch (TimeoutException e) {
            question.abandon();
            return Guard.veto("a guard did not answer within " + limit.toMillis() + " ms");
        } catch (RejectedExecutionException e) {
            question.abandon();
            return Guard.veto("a guard could not be asked: its executor refused");
        } catch (ExecutionException e) {
            return Guard.veto("a guard could not be asked: " + e.getCause());
        } catch (InterruptedException e) {
            question.abandon();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a guard was asked");
        }
    }
}
