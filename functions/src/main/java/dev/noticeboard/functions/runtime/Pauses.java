package dev.noticeboard.functions.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits; a port, so that tests wait in no time. */
@FunctionalInterface
public interface Pauses {
    /**
     * Waits this long.
     *
     * @throws IllegalStateException if the thread was interrupted; its interrupt flag is then set again
     */
    void pause(Duration length);

    /** Waits by the system's clock. */
    static Pauses system() {
        return length -> {
            try {
                TimeUnit.NANOSECONDS.sleep(length.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", e);
            }
        };
    }
}
