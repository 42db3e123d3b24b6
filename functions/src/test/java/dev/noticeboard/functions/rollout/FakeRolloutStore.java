package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rollouts in memory: those of a board. */
public class FakeRolloutStore implements RolloutStore {
    private final FakeBoardStore board;
    private final Map<String, List<String>> cohorts = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    /** Which are ended and told of, by key, with the revision of which that holds. */
    private final Map<String, Long> settled = new HashMap<>();

    FakeRolloutStore() {
        this(new FakeBoardStore());
    }

    /** Of this board, which commits write. */
    public FakeRolloutStore(FakeBoardStore board) {
        this.board = board;
    }

    private NavigableMap<String, Rollout> of(Namespace namespace) {
        return board.rollouts(namespace);
    }

    private static String key(Namespace namespace, String id) {
        return namespace + "#" + id;
    }

    /** As a commit does. */
    synchronized void save(Rollout rollout) {
        of(rollout.namespace()).put(rollout.id(), rollout);
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
        return board.rollouts().stream()
                .filter(r -> settled.getOrDefault(key(r.namespace(), r.id()), 0L) != r.revision())
                .map(r -> new Pending(r.namespace(), r.id()))
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
            settled.put(key, rollout.revision());
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
