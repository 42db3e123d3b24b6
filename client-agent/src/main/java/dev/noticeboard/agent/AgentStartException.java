package dev.noticeboard.agent;

/** An agent could not be started: its options are wrong, or it has nothing to serve and was told not to wait. */
public final class AgentStartException extends RuntimeException {
    AgentStartException(String message) {
        super(message);
    }
}
