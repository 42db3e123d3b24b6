package dev.noticeboard.cli.sending;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends writes, each with an idempotency key of its own. A write that was throttled, or whose answer was lost, is sent
 * again with the same key, so it is carried out once. An endpoint that cannot be reached, and has not answered to anything
 * yet, is not waited for. For one thread.
 */
public final class Sender {
    /** Requests for one write. */
    public static final int TRIES = Backoff.TRIES;

    private final Pauses pauses;
    private final Backoff backoff;
    private boolean answered;

    public Sender(Pauses pauses, RandomGenerator random) {
        this.pauses = pauses;
        this.backoff = new Backoff(random);
    }

    /**
     * Sends a write until there is an answer that holds.
     *
     * @param request sends it once, with the key given
     * @param onRepeat told before each repetition
     * @return what the board said last
     * @throws ApiUnreachableException if there was no answer, not even to the last try
     * @throws InterruptedSendingException if the thread was interrupted; it is then still marked so
     */
    public <T> Reply<T> send(Function<String, Reply<T>> request, Runnable onRepeat) {
        String key = UUID.randomUUID().toString();
        for (int tried = 1; ; tried++) {
            Duration asked;
            try {
                Reply<T> reply = request.apply(key);
                answered = true;
                if (!(reply instanceof Reply.Refused<T> refused) || !refused.transientFault() || tried == TRIES) {
                    return reply;
                }
                asked = refused.retryAfter();
            } catch (ApiUnreachableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedSendingException();
                }
                if (tried == TRIES || !(answered || wasReached(e))) {
                    throw e;
                }
                asked = null;
            }
            onRepeat.run();
            pause(tried, asked);
        }
    }

    private void pause(int tried, @Nullable Duration asked) {
        if (!pauses.pause(backoff.after(tried, asked))) {
            throw new InterruptedSendingException();
        }
    }

    /** Whether the request may have arrived: the connection stood, and was then lost. */
    private static boolean wasReached(ApiUnreachableException e) {
        Throwable cause = e.getCause();
        return !(cause instanceof ConnectException
                || cause instanceof HttpTimeoutException
                || cause instanceof UnresolvedAddressException);
    }
}
