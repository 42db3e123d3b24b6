package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;
import static dev.noticeboard.functions.rollout.Rollouts.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.rollout.RolloutStore.Pending;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the store of rollouts promises. */
@DisplayName("Rollout store contract (design.md sections 3 and 5)")
abstract class RolloutStoreContract {
    private static final Namespace OTHER = new Namespace("/");

    private RolloutStore store;

    /** Nothing in it. */
    abstract RolloutStore newStore();

    /** Writes a rollout as a commit does. */
    abstract void save(Rollout rollout);

    @BeforeEach
    void make() {
        store = newStore();
    }

    private static Rollout full() {
        Rollout opened = Rollouts.opened(
                Rollouts.started("r-1", Rollouts.alarms(Rollouts.steps(1, 100), "x")), 1_000, 3, START.plusSeconds(1));
        return Rollouts.after(
                opened,
                new Move.RollBack("no", new Rollout.Figures(3, 1, 1, 1, 1, List.of("x"))),
                START.plusSeconds(2));
    }

    /** What is pending, each with the revision that the world was told of. */
    private Map<Pending, Long> pending() {
        return store.pending().stream()
                .collect(Collectors.toMap(Function.identity(), p -> store.toldRevision(p.namespace(), p.id())));
    }

    @Test
    void rollout_whenSaved_isFoundAsItWas() {
        assertEquals(Optional.empty(), store.find(NS, "r-1"));
        save(full());
        assertEquals(Optional.of(full()), store.find(NS, "r-1"));
        assertEquals(Optional.empty(), store.find(OTHER, "r-1"));
    }

    @Test
    void page_whenThereAreSeveral_answersThemInOrderAfterTheLast() {
        for (String id : List.of("c", "a", "b")) {
            save(Rollouts.started(id, Rollouts.steps(100)));
        }
        save(Rollouts.started(OTHER, "d", Rollouts.steps(100)));
        assertEquals(List.of("a", "b"), ids(store.page(NS, null, 2)));
        assertEquals(List.of("c"), ids(store.page(NS, "b", 2)));
    }

    private static List<String> ids(List<Rollout> rollouts) {
        return rollouts.stream().map(Rollout::id).toList();
    }

    @Test
    void pending_whenNotEndedOrNotTold_namesTheRollout() {
        Rollout started = Rollouts.started("a", Rollouts.steps(100));
        save(started);
        save(Rollouts.started(OTHER, "b", Rollouts.steps(100)));
        assertEquals(Map.of(new Pending(NS, "a"), 0L, new Pending(OTHER, "b"), 0L), pending());
        store.told(started, started.revision());
        assertEquals(
                Map.of(new Pending(NS, "a"), Rollouts.STARTED, new Pending(OTHER, "b"), 0L),
                pending(),
                "one that has not ended stays");
        Rollout aborted = Rollouts.after(started, new Move.Abort("no"), START);
        save(aborted);
        assertEquals(Map.of(new Pending(NS, "a"), Rollouts.STARTED, new Pending(OTHER, "b"), 0L), pending());
        store.told(aborted, aborted.revision());
        assertEquals(Map.of(new Pending(OTHER, "b"), 0L), pending());
        assertEquals(Optional.of(aborted), store.find(NS, "a"));
        assertEquals(aborted.revision(), store.toldRevision(NS, "a"));
    }

    @Test
    void told_whenOlderThanNoted_changesNothing() {
        Rollout started = Rollouts.started("a", Rollouts.steps(100));
        save(started);
        assertEquals(0, store.toldRevision(NS, "a"));
        store.told(started, 12);
        store.told(started, 11);
        assertEquals(12, store.toldRevision(NS, "a"));
    }

    @Test
    void told_whenTheRolloutMovedOn_leavesItPending() {
        Rollout rollingBack = full();
        Rollout settled = Rollouts.after(rollingBack, new Move.Settle("back", null), START);
        save(settled);
        Rollout moved = Rollouts.after(settled, new Move.Settle("by somebody else", null), START);
        save(moved);
        store.told(settled, settled.revision());
        assertEquals(Map.of(new Pending(NS, "r-1"), settled.revision()), pending());
        store.told(moved, moved.revision());
        store.told(moved, moved.revision());
        assertEquals(Map.of(), pending());
    }

    @Test
    void cohort_whenFrozen_isReadInTheOrderOfIds() {
        Rollout r = Rollouts.started("a", Rollouts.steps(100));
        store.freeze(r, "c1", List.of("h2", "h1"), START);
        store.freeze(r, "c1", List.of("h2", "h1"), START);
        store.freeze(r, "c10", List.of("h3"), START);
        store.freeze(r, "c2", List.of(), START);
        store.told(r, 10);
        assertEquals(List.of("h1", "h2"), cohort(r, "c1"));
        assertEquals(List.of(), cohort(r, "c2"));
        assertEquals(List.of(), cohort(Rollouts.started("b", Rollouts.steps(100)), "c1"));
    }

    @Test
    void cohort_whenLargerThanAnItem_isReadWhole() {
        Rollout r = Rollouts.started("a", Rollouts.steps(100));
        List<String> ids = IntStream.range(10_000, 16_000)
                .mapToObj(i -> "h".repeat(100) + i)
                .toList();
        store.freeze(r, "c1", ids, START);
        assertEquals(ids, cohort(r, "c1"));
    }

    private List<String> cohort(Rollout r, String cohortId) {
        List<String> agents = new ArrayList<>();
        store.cohort(r, cohortId, agents::add);
        return agents;
    }
}
