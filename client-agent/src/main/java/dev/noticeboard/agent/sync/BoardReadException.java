package dev.noticeboard.agent.sync;

/** A read of the board failed, or what it brought is not whole. Its message names no value. */
public final class BoardReadException extends RuntimeException {
    public BoardReadException(String message) {
        super(message);
    }

    public BoardReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
