package dev.noticeboard.agent.receive;

import java.time.Duration;

/** Waits in a thread that has nothing else to do. */
@FunctionalInterface
public interface Pause {
    /** Returns after this long. */
    void pause(Duration duration) throws InterruptedException;
}
