package dev.noticeboard.bench.propagation;

import java.time.Duration;

/** A side over the emulators. For one thread. */
interface AwsSide extends Side {
    /** Starts so many receivers that look for changes; they end with what is returned. */
    Pollers poll(int receivers, Duration interval);

    /** When the calls of the change under way were made. */
    Calls calls();

    /** The SDK's name of the operation that writes a change. */
    String write();

    /** Receivers that poll. */
    interface Pollers {
        /** Ends them. */
        void close();
    }
}
