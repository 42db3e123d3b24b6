package dev.noticeboard.openfeature;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.refresh.Timer;
import dev.openfeature.sdk.ProviderState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an agent's status when it may have become another one, since an agent works its age out when it is asked and tells nobody: at
 * the moment when it goes stale unless it is confirmed before, and then until it is. Without a limit there is nothing to look for once it
 * serves, and no thread. Thread-safe.
 */
final class Watch {
    /** How often it looks while the initialisation waits, and afterwards while there is nothing or it is stale. Our choice. */
    private static final Duration WAITING = Duration.ofMillis(50);

    private static final Duration TROUBLED = Duration.ofSeconds(1);
    /** Also the time that the SDK has to note the end of the initialisation before it hears of another state. Our choice. */
    private static final Duration LEAST = Duration.ofMillis(100);

    private final ParameterAgent agent;
    private final Timer timer;
    private final Listener listener;
    private final @Nullable Duration limit;
    private final CountDownLatch serves = new CountDownLatch(1);
    /** What OpenFeature knows; absent while it initialises. Guarded by this. */
    private @Nullable ProviderState told;

    private boolean scheduled;
    private boolean closed;

    /** Told of states other than the one before: READY and STALE. Must not wait. */
    @FunctionalInterface
    interface Listener {
        void became(ProviderState state, AgentStatus status);
    }

    /** @param timer runs on after the initialisation */
    Watch(ParameterAgent agent, Timer timer, Listener listener) {
        this.agent = agent;
        this.timer = timer;
        this.listener = listener;
        this.limit = agent.staleness().limit().orElse(null);
    }

    /** Waits until the agent can answer, and watches it from then on, whether it could or not. Returns whether. */
    boolean await(Duration atMost) throws InterruptedException {
        look();
        boolean unused = serves.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        synchronized (this) {
            boolean ready = serves.getCount() == 0 && !closed;
            told = ready ? ProviderState.READY : ProviderState.ERROR;
            return ready;
        }
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        AgentStatus status = agent.status();
        ProviderState now = state(status);
        if (told == null) {
            if (now != ProviderState.ERROR) {
                serves.countDown();
            }
        } else if (now != told) {
            told = now;
            listener.became(now, status);
        }
        Duration next = next(now, status);
        if (next != null && !scheduled) {
            scheduled = true;
            timer.after(next, this::due);
        }
    }

    private synchronized void due() {
        scheduled = false;
        look();
    }

    /** ERROR is: cannot answer, and never could. */
    private ProviderState state(AgentStatus status) {
        if (status.state() == AgentStatus.State.STARTING) {
            return ProviderState.ERROR;
        }
        return switch (status.freshness()) {
            case UNLIMITED, WITHIN_LIMIT -> ProviderState.READY;
            case WARNING -> ProviderState.STALE;
            case FAILING -> told == null || told == ProviderState.ERROR ? ProviderState.ERROR : ProviderState.STALE;
        };
    }

    private @Nullable Duration next(ProviderState now, AgentStatus status) {
        if (now == ProviderState.ERROR) {
            return told == null ? WAITING : TROUBLED;
        }
        if (limit == null) {
            return null;
        }
        if (told == null && now == ProviderState.STALE) {
            return LEAST;
        }
        Duration quarter = limit.dividedBy(4);
        Duration age = status.staleness();
        Duration other = now == ProviderState.STALE || age == null
                ? TROUBLED
                : limit.minus(age).plusMillis(1);
        Duration next = quarter.compareTo(other) < 0 ? quarter : other;
        return next.compareTo(LEAST) < 0 ? LEAST : next;
    }

    /** Ends the watch, and a wait for the agent too. */
    synchronized void close() {
        closed = true;
        serves.countDown();
    }
}
