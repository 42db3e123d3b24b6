package dev.noticeboard.cli.terminal;

import java.time.Duration;

/** Waits between tries and between polls; injected, so that no test waits. */
@FunctionalInterface
public interface Pauses {
    /**
     * Waits.
     *
     * @return false if the wait was interrupted and the caller should end; the thread is then still marked interrupted
     */
    boolean pause(Duration length);

    /** Really waits. */
    static Pauses ofThisThread() {
        return length -> {
            try {
                Thread.sleep(length.toMillis());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
