package dev.noticeboard.functions.store;

/** The store did not answer, or had no capacity to. Nothing was changed by the call that threw this. */
public final class StoreUnavailableException extends RuntimeException {
    private final boolean throttled;

    /**
     * Names the reason.
     *
     * @param throttled whether the store answered that it has no capacity
     * @param cause what the adapter saw
     */
    public StoreUnavailableException(boolean throttled, Throwable cause) {
        super(throttled ? "the store has no capacity" : "the store does not answer", cause);
        this.throttled = throttled;
    }

    /** Whether the store answered that it has no capacity. */
    public boolean throttled() {
        return throttled;
    }
}
