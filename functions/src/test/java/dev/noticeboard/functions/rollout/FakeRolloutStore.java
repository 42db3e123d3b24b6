package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rollouts in memory. */
class FakeRolloutStore implements RolloutStore {
    private final Map<Namespace, NavigableMap<String, Rollout>> rollouts = new TreeMap<>();
    private final Map<String, List<String>> cohorts = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Set<String> due = new HashSet<>();

    private NavigableMap<String, Rollout> of(Namespace namespace) {
        return rollouts.computeIfAbsent(namespace, n -> new TreeMap<>());
    }

    private static String key(Namespace namespace, String id) {
        return namespace + "#" + id;
    }

    /** As a commit does. */
    synchronized void save(Rollout rollout) {
        of(rollout.namespace()).put(rollout.id(), rollout);
        due.add(key(rollout.namespace(), rollout.id()));
    }

    @Override
    public synchronized Optional<Rollout> find(Namespace namespace, String id) {
        return Optional.ofNullable(of(namespace).get(id));
    }

    @Override
    public synchronized List<Rollout> page(Namespace namespace, @Nullable String after, int limit) {
        return (after == null ? of(namespace) : of(namespace).tailMap(after, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Pending> pending() {
        return rollouts.values().stream()
                .flatMap(all -> all.values().stream())
                .filter(r -> due.contains(key(r.namespace(), r.id())))
                .map(r -> new Pending(r.namespace(), r.id(), toldRevision(r.namespace(), r.id())))
                .toList();
    }

    @Override
    public synchronized long toldRevision(Namespace namespace, String id) {
        return told.getOrDefault(key(namespace, id), 0L);
    }

    @Override
    public synchronized void told(Rollout rollout, long revision) {
        String key = key(rollout.namespace(), rollout.id());
        told.merge(key, revision, Math::max);
        boolean newest = find(rollout.namespace(), rollout.id())
                .filter(r -> r.revision() == rollout.revision())
                .isPresent();
        if (newest && rollout.state().ended() && revision >= rollout.revision()) {
            due.remove(key);
        }
    }

    @Override
    public synchronized void freeze(Rollout rollout, String cohortId, List<String> agentIds, Instant now) {
        cohorts.put(
                key(rollout.namespace(), rollout.id() + "#" + cohortId),
                agentIds.stream().sorted().toList());
    }

    @Override
    public void cohort(Rollout rollout, String cohortId, Consumer<String> visitor) {
        List<String> agents;
        synchronized (this) {
            agents = cohorts.getOrDefault(key(rollout.namespace(), rollout.id() + "#" + cohortId), List.of());
        }
        agents.forEach(visitor);
    }
}
