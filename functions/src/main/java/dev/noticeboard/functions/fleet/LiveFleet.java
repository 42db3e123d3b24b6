package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who is there in a namespace, and what they last said. Thread-safe. */
public final class LiveFleet {
    /**
     * From a quarter of the fleet on, all reports are read: a consistent read of a key costs a read unit at least, and a page of a
     * query four small reports for one.
     */
    private static final int PART = 4;

    private final Leases leases;
    private final Reports reports;

    /** Over leases and reports. */
    public LiveFleet(Leases leases, Reports reports) {
        this.leases = leases;
        this.reports = reports;
    }

    /** The leases that have not ended, by agent id. */
    public Map<String, Lease> live(Namespace namespace, Instant now) {
        Map<String, Lease> live = new TreeMap<>();
        leases.each(namespace, lease -> {
            if (!lease.expired(now)) {
                live.put(lease.agentId(), lease);
            }
        });
        return live;
    }

    /**
     * The last reports of some live agents, by agent id: those that the lease's holder sent.
     *
     * @param live as {@link #live} answered
     * @param agentIds whose are wanted; those that are not live are left out, others may be added
     */
    public Map<String, KeptReport> reports(Namespace namespace, Map<String, Lease> live, Collection<String> agentIds) {
        Collection<String> wanted = agentIds.stream().filter(live::containsKey).toList();
        Map<String, KeptReport> found = new HashMap<>();
        Consumer<KeptReport> visitor = kept -> {
            Lease lease = live.get(kept.report().agentId());
            if (lease != null) {
                Roster.own(lease, kept).ifPresent(own -> found.put(lease.agentId(), own));
            }
        };
        if (!wanted.isEmpty() && wanted.size() < (live.size() + PART - 1) / PART) {
            reports.each(namespace, wanted, visitor);
        } else if (!wanted.isEmpty()) {
            reports.each(namespace, visitor);
        }
        return found;
    }
}
