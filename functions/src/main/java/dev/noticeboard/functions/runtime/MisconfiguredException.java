package dev.noticeboard.functions.runtime;

/** A setting is missing or wrong; the message names it and what would be right. */
public final class MisconfiguredException extends RuntimeException {
    /** Names the setting and the remedy. */
    public MisconfiguredException(String message) {
        super(message);
    }
}
