package dev.noticeboard.cli.waiting;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.sending.InterruptedSendingException;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the convergence of a revision until every live agent serves it, or the time is over. A board that is busy is asked
 * again as well. For one thread.
 */
public final class FleetWait {
    /** Between the first two questions; doubles up to the longest. A report takes up to 2 s to be sent. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final BoardApi api;
    private final Pauses pauses;
    private final InstantSource clock;

    public FleetWait(BoardApi api, Pauses pauses, InstantSource clock) {
        this.api = api;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * Waits.
     *
     * @param revision absent for the newest when the wait begins
     * @param limit how long; the last answer when it is over is the result
     * @param progress hears each answer that is not the last
     * @return the last answer, which may say that the fleet has not converged, or the board's refusal
     * @throws InterruptedSendingException if the thread was interrupted; it is then still marked so
     * @throws dev.noticeboard.schemas.client.ApiUnreachableException if no answer came
     */
    public Reply<Convergence> until(
            Namespace namespace, @Nullable Long revision, Duration limit, Consumer<Convergence> progress) {
        Instant end = clock.instant().plus(limit);
        Long wanted = revision;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Reply<Convergence> reply = api.convergence(namespace, wanted);
            Duration left = Duration.between(clock.instant(), end);
            boolean over = left.isNegative() || left.isZero();
            if (reply instanceof Reply.Accepted<Convergence> answer) {
                if (over || answer.value().converged()) {
                    return reply;
                }
                wanted = answer.value().revision();
                progress.accept(answer.value());
            } else if (over || !((Reply.Refused<Convergence>) reply).transientFault()) {
                return reply;
            }
            if (!pauses.pause(left.compareTo(pause) < 0 ? left : pause)) {
                throw new InterruptedSendingException(
                        "interrupted while waiting for the fleet; what was written stands");
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }
}
