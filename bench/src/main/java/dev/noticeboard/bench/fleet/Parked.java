package dev.noticeboard.bench.fleet;

/**
 * A call waits in virtual time. Not an exception that the agent's code may handle: it passes through, undoing nothing but the attempt, and the
 * same read is made again later with the answers that it had already.
 */
final class Parked extends Error {
    private static final long serialVersionUID = 1;

    private final long nanos;

    /** @param nanos for how long */
    Parked(long nanos) {
        super("waits", null, false, false);
        this.nanos = nanos;
    }

    long nanos() {
        return nanos;
    }
}
