package dev.noticeboard.functions.fleet;

/** A queue or a topic could not be made, changed or removed. */
public final class MailboxUnavailableException extends RuntimeException {
    /** Carries what the adapter saw. */
    public MailboxUnavailableException(Throwable cause) {
        super("the queue or topic service did not do as asked", cause);
    }
}
