package dev.noticeboard.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * What an agent does when it has not known for too long that it is current: its age is the time since
 * {@link AgentStatus#confirmedAt}, and one that never knew is older than any limit. A failed read, or a clock that is set
 * back, makes nothing fresher. Immutable.
 */
public sealed interface StalenessPolicy {

    /** Serves the last known good, however old: the default. */
    static StalenessPolicy serve() {
        return new Serve();
    }

    /**
     * Serves, and says so beyond this age: once in the log for each time that it happens, at the next poll or status;
     * and in the status and the metrics.
     *
     * @throws IllegalArgumentException if the age is not more than zero
     */
    static StalenessPolicy warn(Duration beyond) {
        return new Warn(beyond);
    }

    /**
     * As {@link #warn}, and reads throw {@link StaleParametersException} beyond this age, until the next confirmation. Give it
     * several poll intervals. Each read then looks at the clock.
     *
     * @throws IllegalArgumentException if the age is not more than zero
     */
    static StalenessPolicy fail(Duration beyond) {
        return new Fail(beyond);
    }

    /** The age beyond which it does more than serve; empty where there is none. */
    default Optional<Duration> limit() {
        if (this instanceof Warn warn) {
            return Optional.of(warn.beyond());
        }
        return this instanceof Fail fail ? Optional.of(fail.beyond()) : Optional.empty();
    }

    /** See {@link #serve}. */
    record Serve() implements StalenessPolicy {}

    /** See {@link #warn}. */
    record Warn(Duration beyond) implements StalenessPolicy {
        public Warn {
            check(beyond);
        }
    }

    /** See {@link #fail}. */
    record Fail(Duration beyond) implements StalenessPolicy {
        public Fail {
            check(beyond);
        }
    }

    private static void check(Duration beyond) {
        if (beyond.isNegative() || beyond.isZero()) {
            throw new IllegalArgumentException(
                    "staleness: " + beyond + " is too short. Give more than zero, several poll intervals at best.");
        }
    }
}
