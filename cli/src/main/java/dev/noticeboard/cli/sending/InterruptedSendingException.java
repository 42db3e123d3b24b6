package dev.noticeboard.cli.sending;

/** The thread was interrupted while a write was sent, or while its effect was waited for; the write may have been committed. */
public final class InterruptedSendingException extends RuntimeException {
    InterruptedSendingException() {
        this("interrupted while a write was sent; it may have been committed");
    }

    /** @param message says what was interrupted, and what stands */
    public InterruptedSendingException(String message) {
        super(message);
    }
}
