package dev.noticeboard.agent.sync;

/** How a read of the board ended. */
public sealed interface ReadResult {
    /** The agent had, when the read was sent, all that the board had. */
    record AtHead(long revision) implements ReadResult {}

    /** The read worked, but did not show that the agent is current: the answer was older than what the agent has. */
    record Unconfirmed(long revision) implements ReadResult {}

    /** The read failed; nothing changed that had not been read whole before. */
    record Failed(String reason) implements ReadResult {}
}
