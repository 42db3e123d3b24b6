package dev.noticeboard.agent.sync;

import dev.noticeboard.schemas.board.Parameter;
import java.util.List;

/** A read of the board failed, or what it brought is not whole. Its message names no value. */
public final class BoardReadException extends RuntimeException {
    private final transient List<Parameter> found;

    public BoardReadException(String message) {
        super(message);
        this.found = List.of();
    }

    public BoardReadException(String message, Throwable cause) {
        super(message, cause);
        this.found = List.of();
    }

    /**
     * A read of versions failed after it had brought some of them.
     *
     * @param failed how it failed
     * @param found what it had brought, each version as it is
     */
    public BoardReadException(BoardReadException failed, List<Parameter> found) {
        super(failed.getMessage(), failed);
        this.found = List.copyOf(found);
    }

    /** Versions that were read before the read failed, which need not be read again; mostly none. */
    public List<Parameter> found() {
        return found;
    }
}
