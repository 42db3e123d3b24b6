package dev.noticeboard.agent.register;

import dev.noticeboard.agent.receive.Mailbox;
import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.refresh.Timer;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the agent's lease: asks for it until it is granted, renews it after a third of its time, asks for a new queue when the
 * old one is gone. Runs on a timer of its own, since the API may take its time. Thread-safe.
 */
public final class LeaseKeeper implements Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    /** Our choice: a fleet that starts together asks over the first second, and an API that is down once a minute. */
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    private final Registrar registrar;
    private final Namespace namespace;
    private final String agentId;
    private final Map<String, String> hostTags;
    private final Function<String, NoticeSource> sources;
    private final Timer timer;
    private final Jitter jitter;
    private final Counters counters;
    private final Runnable onNewQueue;

    private volatile Consumer<Registration> onGranted = granted -> {};

    // All guarded by this.
    private @Nullable String queueUrl;
    private @Nullable NoticeSource source;
    private @Nullable String error;
    private boolean wantsNewQueue;
    private boolean closed;
    private int failures;
    /** Which attempt is due: one that was superseded does nothing. */
    private long due;

    /**
     * @param sources opens a queue by its URL
     * @param onNewQueue called once the agent has another queue: what was published before its subscription is only in the log
     */
    public LeaseKeeper(
            Registrar registrar,
            Namespace namespace,
            String agentId,
            Map<String, String> hostTags,
            Function<String, NoticeSource> sources,
            Timer timer,
            Jitter jitter,
            Counters counters,
            Runnable onNewQueue) {
        this.registrar = registrar;
        this.namespace = namespace;
        this.agentId = agentId;
        this.hostTags = Map.copyOf(hostTags);
        this.sources = sources;
        this.timer = timer;
        this.jitter = jitter;
        this.counters = counters;
        this.onNewQueue = onNewQueue;
    }

    /** Tells this of every grant and renewal from now on. */
    public void onGranted(Consumer<Registration> told) {
        onGranted = told;
    }

    /** Begins to ask, at once. */
    public void start() {
        schedule(Duration.ZERO);
    }

    private synchronized void schedule(Duration delay) {
        long number = ++due;
        timer.after(delay, () -> attempt(number));
    }

    private void attempt(long number) {
        boolean newQueue;
        synchronized (this) {
            if (closed || number != due) {
                return;
            }
            newQueue = wantsNewQueue;
        }
        try {
            Registration granted = registrar.register(
                    namespace,
                    agentId,
                    new Registration.Request(hostTags.isEmpty() ? null : hostTags, newQueue ? true : null));
            boolean another = adopt(granted);
            schedule(jitter.poll(Duration.ofSeconds(granted.leaseSeconds()).dividedBy(3)));
            onGranted.accept(granted);
            if (another) {
                onNewQueue.run();
            }
        } catch (RuntimeException e) {
            counters.count(Counters.Event.REGISTRATION_FAILURE);
            LOG.debug("registration failed: {}", e.getMessage());
            Duration backoff = jitter.backoff(failed(e), FIRST_BACKOFF, LONGEST_BACKOFF);
            schedule(backoff.plus(asked(e)));
        }
    }

    /** How long the API asked to be left alone: the backoff comes on top, so that a fleet does not come back at once. */
    private static Duration asked(RuntimeException e) {
        Duration after = e instanceof Registrar.RegistrationException r ? r.retryAfter() : Duration.ZERO;
        return after.compareTo(LONGEST_BACKOFF) < 0 ? after : LONGEST_BACKOFF;
    }

    private synchronized boolean adopt(Registration granted) {
        failures = 0;
        error = null;
        wantsNewQueue = false;
        if (source != null && granted.queueUrl().equals(queueUrl)) {
            return false;
        }
        if (source != null) {
            source.close();
        }
        queueUrl = granted.queueUrl();
        source = sources.apply(granted.queueUrl());
        notifyAll();
        return true;
    }

    private synchronized int failed(RuntimeException e) {
        error = String.valueOf(e.getMessage());
        return ++failures;
    }

    @Override
    public synchronized NoticeSource await() throws InterruptedException {
        NoticeSource found = source;
        while (found == null) {
            wait();
            found = source;
        }
        return found;
    }

    @Override
    public synchronized void gone(NoticeSource gone) {
        if (gone == source) {
            source = null;
            wantsNewQueue = true;
            schedule(jitter.within(FIRST_BACKOFF));
        }
    }

    /** Whether the agent has a queue, so that notices may arrive. */
    public synchronized boolean registered() {
        return source != null;
    }

    /** Why the last attempt failed, if it did. */
    public synchronized Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * Asks for nothing more; and gives the lease back, if told to. A failure to do so is left to the lease's expiry.
     * Returns whether it was given back.
     */
    public boolean close(boolean giveBack) {
        synchronized (this) {
            closed = true;
        }
        if (giveBack) {
            try {
                registrar.remove(namespace, agentId);
                return true;
            } catch (RuntimeException e) {
                LOG.debug("the lease was not given back and will expire: {}", e.getMessage());
            }
        }
        return false;
    }
}
