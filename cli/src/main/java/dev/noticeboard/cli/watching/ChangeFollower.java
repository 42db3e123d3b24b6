package dev.noticeboard.cli.watching;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the change log of one namespace by asking for what came after the last revision seen; the board holds each request back
 * until there is something, or for {@value Limits#WAIT_SECONDS} seconds. A failure of the first request ends it; a later one that may
 * pass (no answer, busy) is told once and waited out. For one thread.
 */
public final class ChangeFollower {
    /** Change sets of a page: the API's most. */
    private static final int PAGE = 100;

    /** Between two requests after a failure, and after an answer with nothing that the board did not wait for. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Hears what happens. */
    public interface Listener {
        /** The next change set, in the order of revisions. */
        void changeSet(ChangeSet changeSet);

        /** Something about the following itself: a gap, a new epoch, a board that does not answer. */
        void remark(String text);
    }

    private final BoardApi api;
    private final Pauses pauses;
    private final InstantSource clock;
    private final Namespace namespace;
    private final Listener listener;

    private @Nullable String epoch;
    private long last;
    private boolean waiting;

    public ChangeFollower(BoardApi api, Pauses pauses, InstantSource clock, Namespace namespace, Listener listener) {
        this.api = api;
        this.pauses = pauses;
        this.clock = clock;
        this.namespace = namespace;
        this.listener = listener;
    }

    /**
     * Follows until the thread is interrupted or the board refuses.
     *
     * @param after the last revision not to be told; absent to begin with what is new from now on
     * @return what the board refused; empty if the thread was interrupted
     * @throws ApiUnreachableException if there is no answer to the first request
     */
    public Optional<Reply.Refused<?>> follow(@Nullable Long after) {
        Reply<ChangesPage> first = api.changes(namespace, after == null ? 0 : after, after == null ? 1 : PAGE);
        Optional<Reply.Refused<?>> end = first.fold(
                page -> {
                    epoch = page.epoch();
                    last = after == null ? page.revision() : after;
                    return tell(page) ? poll() : Optional.empty();
                },
                Optional::of);
        boolean idle = false;
        while (end.isEmpty() && !Thread.currentThread().isInterrupted()) {
            if ((idle || waiting) && !pauses.pause(PAUSE)) {
                break;
            }
            Instant asked = clock.instant();
            long before = last;
            end = poll();
            idle = last == before && Duration.between(asked, clock.instant()).compareTo(PAUSE) < 0;
        }
        return end;
    }

    /**
     * Reads on to the newest revision.
     *
     * @return what ends the following
     */
    private Optional<Reply.Refused<?>> poll() {
        boolean more = true;
        while (more) {
            Reply<ChangesPage> reply;
            try {
                reply = api.changes(namespace, last, PAGE, Limits.WAIT_SECONDS);
            } catch (ApiUnreachableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return Optional.empty();
                }
                waitFor(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
            if (reply instanceof Reply.Refused<ChangesPage> refused) {
                if (!refused.transientFault()) {
                    return Optional.of(refused);
                }
                waitFor("the board answers HTTP " + refused.status());
                return Optional.empty();
            }
            ChangesPage page = ((Reply.Accepted<ChangesPage>) reply).value();
            if (waiting) {
                waiting = false;
                listener.remark("the board answers again");
            }
            more = sameEpoch(page) && tell(page);
        }
        return Optional.empty();
    }

    private boolean sameEpoch(ChangesPage page) {
        if (epoch != null && !Objects.equals(epoch, page.epoch())) {
            listener.remark(
                    namespace + " has begun a new epoch, as after a restore from backup; going on from revision "
                            + page.revision());
            epoch = page.epoch();
            last = page.revision();
            return false;
        }
        epoch = page.epoch();
        return true;
    }

    /**
     * Tells a page.
     *
     * @return whether there is more to read at once
     */
    private boolean tell(ChangesPage page) {
        boolean progress = false;
        for (ChangeSet set : page.changeSets()) {
            if (set.revision() <= last) {
                continue;
            }
            if (set.revision() > last + 1) {
                listener.remark("the change log does not hold the revisions " + (last + 1) + " to "
                        + (set.revision() - 1) + " any more");
            }
            listener.changeSet(set);
            last = set.revision();
            progress = true;
        }
        return progress && last < page.revision();
    }

    private void waitFor(String why) {
        if (!waiting) {
            waiting = true;
            listener.remark(why + "; trying on, every " + PAUSE.toSeconds() + " s");
        }
    }
}
