package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.name.Namespace;

/** Calls the conductor, so that it need not wait for its next minute. Thread-safe. */
@FunctionalInterface
public interface ConductorCall {
    /**
     * Asks it to look at a namespace's rollouts soon. What comes of it is not waited for.
     *
     * @throws RuntimeException if it could not be called; it will look within a minute all the same
     */
    void call(Namespace namespace);

    /** Where the schedule alone calls the conductor. */
    static ConductorCall none() {
        return namespace -> {};
    }
}
