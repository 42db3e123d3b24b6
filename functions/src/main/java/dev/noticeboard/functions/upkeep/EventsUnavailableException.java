package dev.noticeboard.functions.upkeep;

import org.jspecify.annotations.Nullable;

/** Events were not taken. */
public final class EventsUnavailableException extends RuntimeException {
    /**
     * Says how many.
     *
     * @param codes why, as error codes
     * @param cause what the adapter saw, if it saw an exception
     */
    public EventsUnavailableException(int missing, String codes, @Nullable Throwable cause) {
        super("events not taken: " + missing + " (" + codes + ")", cause);
    }
}
