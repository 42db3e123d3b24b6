package dev.noticeboard.agent;

import dev.noticeboard.agent.sync.ReadResult;
import java.time.Duration;

/** What {@link ParameterAgent#refreshIfStale} did. */
public sealed interface RefreshOutcome {
    /** Nothing: what is served is fresh enough, or the agent keeps itself current. */
    record NotDue() implements RefreshOutcome {}

    /** Nothing: another thread is reading at this moment. */
    record InProgress() implements RefreshOutcome {}

    /**
     * Nothing: the last read failed, and the next one waits.
     *
     * @param left for how long still
     */
    record BackingOff(Duration left) implements RefreshOutcome {}

    /** It read the board, which may have failed; then it serves what it served before. */
    record Read(ReadResult result) implements RefreshOutcome {}
}
