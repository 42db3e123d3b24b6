package dev.noticeboard.agent;

/** What a start does that can neither read the board nor finds a good snapshot on disk. */
public enum WhenNothingToServe {
    /** It throws {@link AgentStartException} with what went wrong. */
    FAIL,
    /** It waits until there is something; an interrupt ends the wait. */
    WAIT,
    /** It returns all the same: every read is empty until there is something. */
    RETURN
}
