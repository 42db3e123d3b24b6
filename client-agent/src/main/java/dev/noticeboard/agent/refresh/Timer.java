package dev.noticeboard.agent.refresh;

import java.time.Duration;

/** Runs tasks later, one at a time. The loops take their time from here, so that tests can run it for them. */
@FunctionalInterface
public interface Timer {
    /** Runs the task once, no earlier than after this delay, unless the timer is closed by then. */
    void after(Duration delay, Runnable task);
}
