package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.Subscription;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Long polls of the agents' changes. A poll that waits holds no thread; as many wait at once as connections are served, so that
 * polls whose clients left cannot pile up. Thread-safe.
 */
final class ChangeFeed implements AutoCloseable {
    /** SQS's longest long poll, which its clients' time-outs are made for. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final Map<Namespace, ChangeRing> rings = new HashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor executor;
    private volatile boolean closed;

    /**
     * @param most how many may wait at once
     * @param executor runs what follows when a poll ends
     */
    ChangeFeed(List<ParameterAgent> agents, int most, Executor executor) {
        this.most = most;
        this.executor = executor;
        for (ParameterAgent agent : agents) {
            ChangeRing ring = new ChangeRing(agent.namespace().text());
            rings.put(agent.namespace(), ring);
            subscriptions.add(agent.listen(Scope.everything(), ring::changed));
        }
    }

    int waiting() {
        return waiting.get();
    }

    /** What came after a revision, at once if anything did, else when it comes or the time is up. */
    CompletableFuture<ChangeRing.Page> poll(ParameterAgent agent, long after, @Nullable String epoch, Duration wait) {
        ChangeRing ring = Objects.requireNonNull(rings.get(agent.namespace()));
        // Before the look at the ring, so that no change falls between the two.
        ChangeRing.Waiter next = ring.next();
        boolean waits = false;
        try {
            ChangeRing.Page page = ring.after(after, epoch, BoardView.snapshot(agent));
            if (page.reset() || !page.changes().isEmpty() || wait.isZero() || closed) {
                return CompletableFuture.completedFuture(page);
            }
            if (waiting.incrementAndGet() > most) {
                waiting.decrementAndGet();
                throw new Refused(Refused.Kind.BUSY, most + " long polls wait already. Ask again in a moment.");
            }
            waits = true;
        } finally {
            if (!waits) {
                ring.forget(next);
            }
        }
        return next.woken
                .completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS)
                .thenApplyAsync(
                        woken -> {
                            waiting.decrementAndGet();
                            ring.forget(next);
                            return ring.after(after, epoch, BoardView.snapshot(agent));
                        },
                        executor);
    }

    /** Answers all who wait with what there is. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        closed = true;
        rings.values().forEach(ChangeRing::wake);
    }
}
