package dev.noticeboard.localstack.bootstrap;

/** The bootstrap could not do its work; the message says why and, where it is known, what to do. */
public final class BootstrapException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean unreachable;

    /** @param unreachable whether there was no answer at all */
    public BootstrapException(String message, boolean unreachable) {
        super(message);
        this.unreachable = unreachable;
    }

    /** Whether there was no answer at all, rather than a refusal. */
    public boolean unreachable() {
        return unreachable;
    }
}
