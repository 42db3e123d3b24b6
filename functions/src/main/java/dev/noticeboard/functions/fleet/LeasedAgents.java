package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.api.LiveAgents;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Instant;

/** Counts the leases that have not ended. Thread-safe. */
public final class LeasedAgents implements LiveAgents {
    private final Leases leases;
    private final Clock clock;

    /** Counts these leases. */
    public LeasedAgents(Leases leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public int count(Namespace namespace) {
        Instant now = clock.instant();
        int[] live = new int[1];
        leases.each(namespace, lease -> live[0] += lease.expired(now) ? 0 : 1);
        return live[0];
    }
}
