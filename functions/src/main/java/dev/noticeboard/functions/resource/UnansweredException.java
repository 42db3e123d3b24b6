package dev.noticeboard.functions.resource;

import org.jspecify.annotations.Nullable;

/** CloudFormation was not told: it waits on, until the call is repeated or its own time is up. */
public final class UnansweredException extends RuntimeException {
    /** Says what happened; never the URL, which is a secret. */
    public UnansweredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
