package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets the threads of this process work on a namespace one at a time, in the order of their coming. Thread-safe. */
final class Turns {
    /** Namespaces share locks: enough for the namespaces that one process writes at a time, at no cost for those it does not. */
    private static final int LOCKS = 64;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    Turns() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock(true);
        }
    }

    /**
     * Works when it is this thread's turn.
     *
     * @param patience how long to wait for the turn
     * @return what the work answers; empty if the turn did not come in time
     * @throws IllegalStateException if the thread was interrupted; its interrupt flag is then set again
     */
    <T> Optional<T> take(Namespace namespace, Duration patience, Supplier<Optional<T>> work) {
        ReentrantLock lock = locks[Math.floorMod(namespace.hashCode(), LOCKS)];
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a turn", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
