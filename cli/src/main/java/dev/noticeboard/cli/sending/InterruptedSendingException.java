package dev.noticeboard.cli.sending;

/** The thread was interrupted while a write was sent; the write may have been committed. */
public final class InterruptedSendingException extends RuntimeException {
    InterruptedSendingException() {
        super("interrupted while a write was sent; it may have been committed");
    }
}
