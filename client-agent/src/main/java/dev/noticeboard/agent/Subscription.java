package dev.noticeboard.agent;

/** A listener that was added to a running agent. Thread-safe. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Tells the listener nothing more, once what it is being told now has returned. Idempotent. */
    @Override
    void close();
}
