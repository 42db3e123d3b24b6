package dev.noticeboard.functions.fleet;

/** A queue or a topic could not be made, changed or removed. */
public final class MailboxUnavailableException extends RuntimeException {
    private final boolean throttled;

    /** Carries what the adapter saw. */
    public MailboxUnavailableException(Throwable cause) {
        this(cause, false);
    }

    /** Carries what the adapter saw, and whether a rate limit of the account was met. */
    public MailboxUnavailableException(Throwable cause, boolean throttled) {
        super("the queue or topic service did not do as asked", cause);
        this.throttled = throttled;
    }

    /** Whether a rate limit of the account was met: nothing is wrong with trying again later. */
    public boolean throttled() {
        return throttled;
    }
}
