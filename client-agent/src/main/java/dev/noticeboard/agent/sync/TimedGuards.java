package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the guards in turn, in a thread of their own, with one time limit for all. Each question has a fresh thread, and
 * there is never a second one beside one that hangs: while a guard has not returned, all changes are vetoed. Used by
 * one thread at a time.
 */
public final class TimedGuards implements Judge {
    private final List<Guard> guards;
    private final Duration limit;
    private final ThreadFactory threads;
    private @Nullable Thread last;

    /** @param limit for all guards together, more than zero */
    public TimedGuards(List<Guard> guards, Duration limit, ThreadFactory threads) {
        this.guards = List.copyOf(guards);
        this.limit = limit;
        this.threads = threads;
    }

    @Override
    public Guard.Verdict ask(ChangePreview change) {
        if (guards.isEmpty()) {
            return Guard.accept();
        }
        if (last != null && last.isAlive()) {
            return Guard.veto("a guard has still not returned from an earlier check");
        }
        CompletableFuture<Guard.Verdict> answer = new CompletableFuture<>();
        Thread thread = threads.newThread(() -> answer.complete(askAll(change)));
        last = thread;
        thread.start();
        return await(answer, thread);
    }

    private Guard.Verdict await(CompletableFuture<Guard.Verdict> answer, Thread thread) {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Guard.veto("a guard did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Guard.veto("a guard could not be asked: " + e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a guard was asked");
        } finally {
            if (answer.isDone()) {
                // It answered: what remains of its thread is on its way out.
                last = null;
            }
        }
    }

    private Guard.Verdict askAll(ChangePreview change) {
        for (Guard guard : guards) {
            Guard.Verdict verdict;
            try {
                verdict = guard.check(change);
            } catch (Throwable thrown) {
                // Whatever it is, it is the guard's; its message may quote a value.
                return Guard.veto("a guard threw " + thrown.getClass().getName());
            }
            if (verdict == null) {
                return Guard.veto("a guard answered null");
            }
            if (verdict instanceof Guard.Verdict.Veto) {
                return verdict;
            }
        }
        return Guard.accept();
    }
}
