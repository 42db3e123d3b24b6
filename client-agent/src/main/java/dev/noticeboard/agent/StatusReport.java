package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Health;
import dev.noticeboard.agent.sync.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts an agent's status together. */
final class StatusReport {
    /** What a read may take before its absence tells: the SDK call's time-out, retries included. */
    private static final Duration ONE_READ = Duration.ofSeconds(10);

    static AgentStatus of(
            AgentOptions options,
            Sync sync,
            Freshness freshness,
            Counters counters,
            AgentStatus.Lease lease,
            @Nullable String leaseError) {
        Optional<Snapshot> served = sync.served();
        Health health = sync.health();
        Optional<Instant> confirmed = health.confirmedAt();
        Instant now = options.clock.instant();
        // The agent's clock never goes back, so it cannot have been confirmed in the future.
        Optional<Duration> staleness = confirmed.map(c -> Duration.between(c, now));
        String error = Stream.of(health.readError(), health.diskError(), Optional.ofNullable(leaseError))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        List<AgentStatus.Refused> withheld = served.map(Snapshot::withheld).orElse(List.of()).stream()
                .map(w -> new AgentStatus.Refused(w.fromRevision(), w.toRevision(), w.reason(), w.names()))
                .toList();
        return new AgentStatus(
                options.agentId,
                options.namespace,
                state(served, health, staleness, interval(options).plus(ONE_READ)),
                served.map(Snapshot::epoch).orElse(null),
                served.map(Snapshot::revision).orElse(0L),
                health.known(),
                served.map(Snapshot::size).orElse(0),
                lease == AgentStatus.Lease.HELD,
                lease,
                confirmed.orElse(null),
                staleness.orElse(null),
                freshness.verdict(staleness.orElse(null)),
                error,
                withheld,
                served.map(Snapshot::overridden).orElse(Set.of()).stream()
                        .sorted()
                        .toList(),
                served.map(Snapshot::rollouts).orElse(List.of()).stream()
                        .filter(r -> !r.choices().isEmpty())
                        .map(r -> new AgentStatus.OpenRollout(r.id(), r.step(), r.share(), r.exposed(), r.names()))
                        .toList(),
                counters.read(),
                now);
    }

    private static Duration interval(AgentOptions options) {
        return options.onDemand == null ? options.pollInterval : options.onDemand;
    }

    private static AgentStatus.State state(
            Optional<Snapshot> served, Health health, Optional<Duration> staleness, Duration fresh) {
        if (served.isEmpty()) {
            return AgentStatus.State.STARTING;
        }
        if (health.readError().isPresent()) {
            return AgentStatus.State.OFFLINE;
        }
        if (health.known() > served.get().revision()) {
            return AgentStatus.State.CATCHING_UP;
        }
        boolean confirmed = staleness.isPresent() && staleness.get().compareTo(fresh) <= 0;
        return confirmed ? AgentStatus.State.CURRENT : AgentStatus.State.STALE;
    }

    private StatusReport() {}
}
