package dev.noticeboard.agent.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a batch of notices. */
public final class NoticesResult {
    private final Set<Integer> handled;
    private final @Nullable Duration readWithin;

    NoticesResult(Set<Integer> handled, @Nullable Duration readWithin) {
        this.handled = Set.copyOf(handled);
        this.readWithin = readWithin;
    }

    /**
     * The places in the batch whose message has done its work and can be deleted. The others asked for a read that
     * failed; their queue brings them again.
     */
    public Set<Integer> handled() {
        return handled;
    }

    /** Within what time the board must be read, at a moment drawn at random; empty if no read is owed. */
    public Optional<Duration> readWithin() {
        return Optional.ofNullable(readWithin);
    }
}
