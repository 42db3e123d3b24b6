package dev.noticeboard.cli.sending;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a request is sent again: exponential with full jitter (AWS Architecture Blog, "Exponential Backoff
 * And Jitter", 2015), and never less than the board asked for.
 */
final class Backoff {
    /** The first wait is shorter than this, the next shorter than twice this, and so on. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    /** No wait is longer, unless the board asks for it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /** Nor is one that the board asks for. */
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    /** Requests for one write; the waits between them are 12 s in the mean and 24 s at most. */
    static final int TRIES = 8;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The wait after a try.
     *
     * @param tried which try it was, from 1
     * @param asked what the board asked for, if it did
     */
    Duration after(int tried, @Nullable Duration asked) {
        long ceiling = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << (tried - 1));
        Duration jittered = Duration.ofMillis(random.nextLong(ceiling));
        if (asked == null) {
            return jittered;
        }
        // On top of it rather than at least it: all who were asked at once would otherwise come back at once.
        return (asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked).plus(jittered);
    }
}
