package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a rollout until it ends: the board holds a read of the change log back until the namespace has a new revision, and then the
 * rollout is read again. A failure that may pass (no answer, busy) is told once and waited out. For one thread.
 */
public final class RolloutFollower {
    /** The least between two looks, and after a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Hears what happens. */
    public interface Listener {
        /** The next transition, in the order of revisions. */
        void transition(Rollout rollout, Rollout.Transition transition);

        /** How it stands, after each look, changed or not. */
        void look(Rollout rollout);

        /** Something about the following itself: a gap, a board that does not answer. */
        void remark(String text);
    }

    /** How the following ended. */
    public sealed interface End {
        /** The rollout has ended. */
        record Over(Rollout rollout) implements End {}

        /** The board refused. */
        record Refused(Reply.Refused<?> reply) implements End {}

        /** The thread was interrupted. */
        record Interrupted() implements End {}
    }

    private final BoardApi api;
    private final Pauses pauses;
    private final InstantSource clock;
    private final int waitSeconds;
    private final Listener listener;

    private Rollout rollout;
    /** The revision of the last transition that was told. */
    private long told;

    private boolean waiting;
    private @Nullable End end;

    /**
     * Makes one.
     *
     * @param first the rollout as it is known
     * @param waitSeconds for how long the board may hold a read back, 1 to 20
     */
    public RolloutFollower(
            BoardApi api, Pauses pauses, InstantSource clock, Rollout first, int waitSeconds, Listener listener) {
        this.api = api;
        this.pauses = pauses;
        this.clock = clock;
        this.rollout = first;
        this.waitSeconds = waitSeconds;
        this.listener = listener;
    }

    /** Follows, beginning with the transitions that the rollout has. */
    public End follow() {
        long after = rollout.revision();
        tell();
        while (end == null) {
            if (rollout.state().ended()) {
                return new End.Over(rollout);
            }
            Instant asked = clock.instant();
            long from = after;
            ChangesPage page = read(() -> api.changes(rollout.namespace(), from, 1, waitSeconds));
            if (page != null && page.revision() != after) {
                Rollout now = read(() -> api.rollouts().get(rollout.namespace(), rollout.id()));
                if (now != null) {
                    after = page.revision();
                    rollout = now;
                    tell();
                }
            } else if (page != null) {
                listener.look(rollout);
            }
            boolean soon = Duration.between(asked, clock.instant()).compareTo(PAUSE) < 0;
            if (end == null && !rollout.state().ended() && (soon || waiting) && !pauses.pause(PAUSE)) {
                end = new End.Interrupted();
            }
        }
        return end;
    }

    /** What was read; null if it must be read again, or nothing more is to be read. */
    private <T> @Nullable T read(Supplier<Reply<T>> request) {
        Reply<T> reply;
        try {
            reply = request.get();
        } catch (ApiUnreachableException e) {
            if (Thread.currentThread().isInterrupted()) {
                end = new End.Interrupted();
            } else {
                waitFor(String.valueOf(e.getMessage()));
            }
            return null;
        }
        if (reply instanceof Reply.Refused<T> refused) {
            if (refused.transientFault()) {
                waitFor("the board answers HTTP " + refused.status());
            } else {
                end = new End.Refused(refused);
            }
            return null;
        }
        if (waiting) {
            waiting = false;
            listener.remark("the board answers again");
        }
        return ((Reply.Accepted<T>) reply).value();
    }

    private void tell() {
        List<Rollout.Transition> all = rollout.transitions();
        if (told > 0 && !all.isEmpty() && all.get(0).revision() > told) {
            listener.remark("some transitions came and went unseen; the change log has all");
        }
        for (Rollout.Transition t : all) {
            if (t.revision() > told) {
                told = t.revision();
                listener.transition(rollout, t);
            }
        }
        listener.look(rollout);
    }

    private void waitFor(String why) {
        if (!waiting) {
            waiting = true;
            listener.remark(why + "; trying on, every " + PAUSE.toSeconds() + " s");
        }
    }
}
