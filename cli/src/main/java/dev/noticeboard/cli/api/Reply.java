package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.Problem;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the board said to one request. That it did not answer at all is an exception instead. */
public sealed interface Reply<T> {

    /** It did as asked. */
    record Accepted<T>(T value) implements Reply<T> {}

    /**
     * It did not.
     *
     * @param status the HTTP status; a 2xx here means that the body was no answer of the board
     * @param problem what it said about it; absent if the body was no problem document
     * @param retryAfter how long it asks to be left alone; absent if it did not say
     */
    record Refused<T>(
            int status, @Nullable Problem problem, @Nullable Duration retryAfter) implements Reply<T> {
        /** A refusal that says nothing of when to come again. */
        public Refused(int status, @Nullable Problem problem) {
            this(status, problem, null);
        }

        /**
         * Whether the same request may well be accepted later: throttled or busy (429, 503), or a gateway that lost the
         * answer (502, 504), where an idempotency key makes the repetition safe.
         */
        public boolean transientFault() {
            return status == 429 || status == 502 || status == 503 || status == 504;
        }

        /** The same refusal, of a request for something else. */
        public <R> Refused<R> as() {
            return new Refused<>(status, problem, retryAfter);
        }
    }

    /** One function or the other of what it said. */
    default <R> R fold(Function<T, R> accepted, Function<Refused<T>, R> refused) {
        if (this instanceof Accepted<T> a) {
            return accepted.apply(a.value());
        }
        return refused.apply((Refused<T>) this);
    }
}
