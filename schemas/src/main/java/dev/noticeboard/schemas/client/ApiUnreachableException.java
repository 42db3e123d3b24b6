package dev.noticeboard.schemas.client;

/** The endpoint did not answer: refused, cut off, timed out, or the name is unknown. */
public final class ApiUnreachableException extends RuntimeException {
    public ApiUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
