package dev.noticeboard.agent.receive;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Refresher;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.NoticesResult;
import dev.noticeboard.agent.sync.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receive loop: long-polls the queue, hands notices to the sync core, deletes what has done its work. Whatever fails
 * here costs speed only: the refresh loop does not depend on it. A read that a notice wants later is owed to the refresh loop,
 * and the message deleted: should the agent end before, its next start reads anyway.
 */
public final class Receiver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    /** Our choice: quick enough after a hiccup, and a dead queue costs two calls a minute. */
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    private final Mailbox mailbox;
    private final Sync sync;
    private final Refresher refresher;
    private final Jitter jitter;
    private final Pause pause;
    private final Counters counters;
    private volatile boolean closed;
    private volatile @Nullable NoticeSource current;
    private int failures;

    public Receiver(Mailbox mailbox, Sync sync, Refresher refresher, Jitter jitter, Pause pause, Counters counters) {
        this.mailbox = mailbox;
        this.sync = sync;
        this.refresher = refresher;
        this.jitter = jitter;
        this.pause = pause;
        this.counters = counters;
    }

    /** Receives until closed or interrupted. */
    @Override
    public void run() {
        try {
            while (!closed && !Thread.currentThread().isInterrupted()) {
                NoticeSource source = mailbox.await();
                current = source;
                receiveFrom(source);
            }
        } catch (InterruptedException | CancellationException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receiveFrom(NoticeSource source) throws InterruptedException {
        try {
            List<NoticeSource.Received> messages = source.receive();
            if (!messages.isEmpty()) {
                handle(source, messages);
            }
            failures = 0;
        } catch (NoticeSource.QueueGoneException e) {
            failed(e);
            mailbox.gone(source);
        } catch (CancellationException closing) {
            throw closing;
        } catch (RuntimeException e) {
            if (closed || Thread.currentThread().isInterrupted()) {
                return;
            }
            failed(e);
            pause.pause(jitter.backoff(failures, FIRST_BACKOFF, LONGEST_BACKOFF));
        }
    }

    private void handle(NoticeSource source, List<NoticeSource.Received> messages) {
        long received = System.nanoTime();
        long before = counters.of(Counters.Event.APPLIED_BY_PUSH);
        NoticesResult result = sync.onNotices(
                messages.stream().map(NoticeSource.Received::body).toList());
        // Only this loop applies by push.
        counters.pushed(counters.of(Counters.Event.APPLIED_BY_PUSH) - before, System.nanoTime() - received);
        result.readWithin().ifPresent(refresher::readWithin);
        List<NoticeSource.Received> done = new ArrayList<>();
        for (int place : result.handled()) {
            done.add(messages.get(place));
        }
        if (!done.isEmpty()) {
            source.delete(done);
        }
    }

    private void failed(RuntimeException e) {
        failures++;
        counters.count(Counters.Event.RECEIVE_FAILURE);
        LOG.debug("receiving failed: {}", e.getClass().getSimpleName());
    }

    /** Ends the loop and a receive in progress. May be called again, for a receive that began just then. */
    public void close() {
        closed = true;
        NoticeSource source = current;
        if (source != null) {
            source.close();
        }
    }
}
