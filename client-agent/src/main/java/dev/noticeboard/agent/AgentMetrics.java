package dev.noticeboard.agent;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An agent's status and counts as Micrometer's meters, tagged with its namespace and its id; those of one JVM must differ in
 * one of the two. With Micrometer on the class path, an agent binds itself to the global registry; use this for another
 * one. The meters are read when the registry asks, cost nothing else, hold no value of a parameter, and are removed when the
 * agent closes. {@code docs/agent.md} lists them. Thread-safe.
 */
public final class AgentMetrics implements MeterBinder {
    private static final String PREFIX = "noticeboard.agent.";

    private final ParameterAgent agent;
    private final Tags tags;
    private final List<Runnable> removals = new CopyOnWriteArrayList<>();

    /** @param agent which to show */
    public AgentMetrics(ParameterAgent agent) {
        this.agent = agent;
        AgentStatus status = agent.status();
        this.tags = Tags.of("namespace", status.namespace().text(), "agent", status.agentId());
        agent.onClose(this::remove);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "revision", "The revision that is served", null, AgentStatus::revision);
        gauge(
                registry,
                "revision.lag",
                "How many revisions the agent knows of and does not serve yet",
                null,
                s -> Math.max(0, s.knownRevision() - s.revision()));
        gauge(registry, "parameters", "How many parameters are served", null, AgentStatus::parameters);
        gauge(
                registry,
                "staleness",
                "How long ago the agent last knew that it was current",
                "seconds",
                s -> seconds(s.staleness()));
        gauge(
                registry,
                "stale",
                "1 where that is longer than the staleness policy allows",
                null,
                s -> is(s.freshness() == AgentStatus.Freshness.WARNING
                        || s.freshness() == AgentStatus.Freshness.FAILING));
        gauge(registry, "registered", "1 while the agent holds a lease", null, s -> is(s.registered()));
        gauge(
                registry,
                "withheld",
                "How many groups of changes guards withhold",
                null,
                s -> s.withheld().size());
        gauge(
                registry,
                "overridden",
                "How many parameters an operator overrides on this host",
                null,
                s -> s.overridden().size());
        gauge(
                registry,
                "rollouts",
                "How many open rollouts touch what the agent keeps",
                null,
                s -> s.rollouts().size());
        gauge(
                registry,
                "rollouts.exposed",
                "How many of them this host is exposed to",
                null,
                s -> s.rollouts().stream()
                        .filter(AgentStatus.OpenRollout::exposed)
                        .count());
        for (AgentStatus.State state : AgentStatus.State.values()) {
            Gauge.Builder<ParameterAgent> builder = Gauge.builder(
                            PREFIX + "state", agent, a -> is(a.status().state() == state))
                    .description("1 for the state that the agent is in");
            keep(registry, builder.tags(tags.and("state", state.word())).register(registry));
        }
        counts(registry);
        keep(
                registry,
                FunctionTimer.builder(
                                PREFIX + "apply",
                                agent,
                                a -> a.counts().appliedByPush(),
                                ParameterAgent::pushNanos,
                                TimeUnit.NANOSECONDS)
                        .description("From the receipt of a notice until its change set is served")
                        .tags(tags)
                        .register(registry));
    }

    private void counts(MeterRegistry registry) {
        String updates = "Change sets that were applied";
        count(registry, "updates", updates, "by", "push", AgentStatus.Counts::appliedByPush);
        count(registry, "updates", updates, "by", "poll", AgentStatus.Counts::appliedByPoll);
        String notices = "Notices that were not simply the next revision";
        count(registry, "notices", notices, "kind", "duplicate", AgentStatus.Counts::duplicates);
        count(registry, "notices", notices, "kind", "gap", AgentStatus.Counts::gaps);
        count(registry, "notices", notices, "kind", "rejected", AgentStatus.Counts::rejectedNotices);
        String reads = "Reads of the board that were more than a look at the change log, or less";
        count(registry, "reads", reads, "kind", "snapshot", AgentStatus.Counts::snapshots);
        count(registry, "reads", reads, "kind", "hole", AgentStatus.Counts::holes);
        count(registry, "reads", reads, "kind", "unconfirmed-epoch", AgentStatus.Counts::unconfirmedEpochs);
        String failures = "What failed; all of it is tried again";
        count(registry, "failures", failures, "of", "read", AgentStatus.Counts::failedReads);
        count(registry, "failures", failures, "of", "receive", AgentStatus.Counts::receiveFailures);
        count(registry, "failures", failures, "of", "registration", AgentStatus.Counts::registrationFailures);
        count(registry, "failures", failures, "of", "listener", AgentStatus.Counts::listenerFailures);
        count(registry, "failures", failures, "of", "disk", AgentStatus.Counts::diskFailures);
        count(registry, "vetoes", "Changes that a guard refused", "by", "guard", AgentStatus.Counts::guardVetoes);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            @Nullable String unit,
            ToDoubleFunction<AgentStatus> value) {
        keep(
                registry,
                Gauge.builder(PREFIX + name, agent, a -> value.applyAsDouble(a.status()))
                        .description(description)
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry));
    }

    private void count(
            MeterRegistry registry,
            String name,
            String description,
            String key,
            String word,
            ToDoubleFunction<AgentStatus.Counts> value) {
        keep(
                registry,
                FunctionCounter.builder(PREFIX + name, agent, a -> value.applyAsDouble(a.counts()))
                        .description(description)
                        .tags(tags.and(Tag.of(key, word)))
                        .register(registry));
    }

    private void keep(MeterRegistry registry, Meter meter) {
        removals.add(() -> registry.remove(meter));
    }

    private void remove() {
        removals.forEach(Runnable::run);
        removals.clear();
    }

    private static double is(boolean holds) {
        return holds ? 1 : 0;
    }

    private static double seconds(@Nullable Duration staleness) {
        return staleness == null ? Double.NaN : staleness.toNanos() / 1e9;
    }
}
