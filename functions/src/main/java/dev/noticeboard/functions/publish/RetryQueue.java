package dev.noticeboard.functions.publish;

/** Where publications wait that failed; a re-drive takes them from there. Thread-safe. */
public interface RetryQueue {
    /**
     * Keeps it.
     *
     * @throws PublishFailedException if it was not taken
     */
    void park(Parked parked);
}
