package dev.noticeboard.agent;

import dev.noticeboard.agent.sync.Health;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Holds an agent to its staleness policy, without a thread: it compares when asked. Thread-safe. */
final class Freshness {
    private final Namespace namespace;
    private final StalenessPolicy policy;
    private final @Nullable Duration limit;
    private final long limitMillis;
    private final Health health;
    private final Clock clock;
    private final Logger log;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param clock never goes back, and gave the health its moments */
    Freshness(Namespace namespace, StalenessPolicy policy, Health health, Clock clock, Logger log) {
        this.namespace = namespace;
        this.policy = policy;
        this.limit = policy.limit().orElse(null);
        this.limitMillis = limit == null ? 0 : TimeUnit.MILLISECONDS.convert(limit);
        this.health = health;
        this.clock = clock;
        this.log = log;
    }

    /** Whether reads must be {@linkplain #check checked}. */
    boolean failsReads() {
        return policy instanceof StalenessPolicy.Fail;
    }

    /** Lets a read pass, or throws {@link StaleParametersException}. */
    void check() {
        if (surelyWithin()) {
            return;
        }
        Duration age = age().orElse(null);
        if (limit != null && beyond(age, limit)) {
            throw new StaleParametersException(
                    namespace, age, limit, health.readError().orElse(null));
        }
    }

    /** By whole milliseconds, which cost a read no object; says yes only where the nanoseconds cannot say no. */
    private boolean surelyWithin() {
        Instant confirmed = health.confirmedAt().orElse(null);
        if (confirmed == null || limit == null) {
            return false;
        }
        long since = confirmed.toEpochMilli();
        long now = clock.millis();
        return since < now && now - since < limitMillis;
    }

    /** How long ago the agent last knew that it was current; empty if it never did. */
    Optional<Duration> age() {
        // Before the clock, which then cannot show less.
        Optional<Instant> confirmed = health.confirmedAt();
        Instant now = clock.instant();
        return confirmed.filter(c -> !c.isAfter(now)).map(c -> Duration.between(c, now));
    }

    private static boolean beyond(@Nullable Duration age, Duration limit) {
        return age == null || age.compareTo(limit) > 0;
    }

    /** What the policy says of this age. */
    AgentStatus.Freshness verdict(@Nullable Duration age) {
        if (limit == null) {
            return AgentStatus.Freshness.UNLIMITED;
        }
        if (!beyond(age, limit)) {
            return AgentStatus.Freshness.WITHIN_LIMIT;
        }
        return failsReads() ? AgentStatus.Freshness.FAILING : AgentStatus.Freshness.WARNING;
    }

    /** Logs the begin and the end of each time beyond the limit, once. */
    void observe() {
        if (limit == null) {
            return;
        }
        Duration age = age().orElse(null);
        boolean beyond = beyond(age, limit);
        if (told.compareAndSet(!beyond, beyond)) {
            if (beyond) {
                log.warn(
                        "{}{}",
                        StaleParametersException.describe(namespace, age, limit),
                        failsReads() ? " Reads fail until it is." : "");
            } else {
                log.info("{} is confirmed current again", namespace);
            }
        }
    }
}
