package dev.noticeboard.agent.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.snapshot.Withheld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * design.md section 4.6: guards are asked before the swap; a veto withholds the whole change set on that host, survives a
 * restart, and is offered again with the next change set that touches it; the revision moves on. Listeners hear each
 * effective change once, in order.
 */
class Promise6AskedBeforeToldAfterTest {

    /** What a listener would believe that is served, from what it was told alone. */
    private Optional<Map<String, String>> believed = Optional.empty();

    @Property(tries = 120)
    void served_whenGuardsVetoAtRandom_isTheBoardLessWhatIsWithheld(@ForAll long seed) {
        Simulation sim = new Simulation(seed).withFaults(0.1, 3);
        sim.judge = change -> {
            assertFalse(change.changes().isEmpty(), "guards are asked about changes that matter only");
            return sim.random.nextInt(3) == 0 ? Guard.veto("simulated") : Guard.accept();
        };
        sim.invariant = Promise6AskedBeforeToldAfterTest::explained;
        sim.boot();
        for (int i = 0; i < 120; i++) {
            sim.step();
        }
    }

    @Property(tries = 120)
    void served_whenAGuardRefusesAValue_neverHoldsIt(@ForAll long seed) {
        Simulation sim = new Simulation(seed);
        sim.commit();
        sim.boot();
        sim.withFaults(0.1, 3);
        Set<String> before = new HashSet<>(texts(sim).values());
        // What is read first is not asked about, nor is the way back from it.
        sim.served().orElseThrow().rollouts().stream()
                .flatMap(r -> r.choices().stream())
                .map(c -> c.stable().value())
                .forEach(v -> before.add(v == null ? "" : v.text()));
        sim.judge = change ->
                change.after().values().values().stream().anyMatch(v -> v.text().equals("v0") && !before.contains("v0"))
                        ? Guard.veto("v0 is not for this host")
                        : Guard.accept();
        for (int i = 0; i < 100; i++) {
            sim.step();
            if (!before.contains("v0")) {
                sim.served().ifPresent(s -> assertFalse(texts(sim).containsValue("v0")));
            }
        }
        sim.healAndCatchUp();
        assertEquals(sim.board.revision(), sim.served().orElseThrow().revision(), "the revision moves on");
    }

    @Property(tries = 120)
    void listener_whenAnythingHappens_hearsEachEffectiveChangeOnceInOrder(@ForAll long seed) {
        believed = Optional.empty();
        Simulation sim = new Simulation(seed).withFaults(0.1, 3);
        sim.judge = change -> sim.random.nextInt(4) == 0 ? Guard.veto("simulated") : Guard.accept();
        sim.boot();
        var agent = sim.agent();
        for (int i = 0; i < 120; i++) {
            sim.step();
            if (sim.agent() != agent) {
                agent = sim.agent();
                believed = Optional.empty();
            }
            follow(sim);
        }
    }

    private void follow(Simulation sim) {
        if (believed.isEmpty()) {
            believed = sim.served().map(s -> new TreeMap<>(texts(sim)));
            sim.heard.clear();
            return;
        }
        Map<String, String> texts = believed.get();
        for (SnapshotChange change : sim.heard) {
            for (ValueChange c : change.changes()) {
                assertTrue(c.effective());
                Value old = c.before();
                Value now = c.after();
                assertEquals(texts.get(c.name().text()), old == null ? null : old.text(), "told in order, once");
                if (now == null) {
                    texts.remove(c.name().text());
                } else {
                    texts.put(c.name().text(), now.text());
                }
            }
        }
        sim.heard.clear();
        assertEquals(texts, texts(sim));
    }

    private static Map<String, String> texts(Simulation sim) {
        return sim.served().orElseThrow().underPrefix(SimBoard.NAMESPACE.text());
    }

    /** Each parameter is served as the board has it, or else is in exactly one withheld group as the board has it. */
    private static void explained(Simulation sim) {
        if (sim.served().isEmpty()) {
            return;
        }
        Snapshot s = sim.served().get();
        Map<String, String> truth = sim.truth(s);
        Map<String, Target> withheld = new HashMap<>();
        for (Withheld group : s.withheld()) {
            for (Target t : group.targets()) {
                assertTrue(withheld.put(t.name().text(), t) == null, "in one group only");
                Value target = t.value();
                assertEquals(truth.get(t.name().text()), target == null ? null : target.text());
            }
        }
        Set<String> names = new HashSet<>(truth.keySet());
        names.addAll(s.values().keySet());
        for (String name : names) {
            if (!withheld.containsKey(name)) {
                assertEquals(truth.get(name), s.get(name).orElse(null));
            }
        }
    }

    // One by one, what the properties above cover in the mass.

    private final List<ChangePreview> asked = new ArrayList<>();

    private Simulation guarded() {
        Simulation sim = new Simulation(1);
        sim.board.commit(Map.of("a", "good", "b", "good", "c", "good"), true, 0);
        sim.boot();
        sim.judge = change -> {
            asked.add(change);
            return change.changes().stream()
                            .map(ValueChange::after)
                            .anyMatch(v -> v != null && v.text().equals("bad"))
                    ? Guard.veto("bad is bad")
                    : Guard.accept();
        };
        return sim;
    }

    @Example
    void changeSet_whenOneOfItsChangesIsRefused_isWithheldWhole() {
        Simulation sim = guarded();
        sim.agent().onNotices(List.of(SimBoard.notice(sim.board.commit(Map.of("a", "bad", "b", "new"), true, 0))));
        Snapshot s = sim.served().orElseThrow();
        assertEquals("good", s.get("/sim/prod/b").orElseThrow());
        assertEquals(2, s.revision());
        assertEquals("bad is bad", s.withheld().get(0).reason());
        assertEquals(
                Set.of("/sim/prod/a", "/sim/prod/b"),
                Set.copyOf(s.withheld().get(0).names()));
        assertTrue(sim.heard.isEmpty());
    }

    @Example
    void veto_whenTheAgentRestartsOffline_isStillThere() {
        Simulation sim = guarded();
        sim.board.commit(Map.of("a", "bad"), true, 0);
        sim.refresh(false);
        sim.networkDownAtBoot = true;
        sim.boot();
        assertEquals("good", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        assertEquals("bad is bad", sim.served().orElseThrow().withheld().get(0).reason());
    }

    @Example
    void withheldRest_whenAParameterOfItIsCorrected_isOfferedWithTheCorrection() {
        Simulation sim = guarded();
        sim.board.commit(Map.of("a", "bad", "b", "new"), true, 0);
        sim.refresh(false);
        asked.clear();
        sim.board.commit(Map.of("c", "untouched"), true, 0);
        sim.refresh(false);
        assertEquals(1, asked.get(0).changes().size(), "what does not touch it is offered without it");
        sim.board.commit(Map.of("a", "better"), true, 0);
        sim.refresh(false);
        assertEquals(2, asked.get(1).changes().size(), "the correction, and the rest that was withheld");
        Snapshot s = sim.served().orElseThrow();
        assertEquals("new", s.get("/sim/prod/b").orElseThrow());
        assertEquals("better", s.get("/sim/prod/a").orElseThrow());
        assertTrue(s.withheld().isEmpty());
    }

    @Example
    void catchUp_whenItHoldsAMistakeAndItsCorrection_isOfferedAtOnceByItsNetEffect() {
        Simulation sim = guarded();
        sim.board.commit(Map.of("a", "bad"), true, 0);
        sim.board.commit(Map.of("a", "better", "b", "new"), true, 0);
        sim.refresh(false);
        assertEquals(1, asked.size());
        assertEquals("better", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
        assertEquals(1, sim.heard.size());
    }

    @Example
    void catchUp_whenItsNetEffectIsRefused_isOfferedOneByOneAndSwappedOnce() {
        Simulation sim = guarded();
        sim.board.commit(Map.of("b", "new"), true, 0);
        sim.board.commit(Map.of("a", "bad"), true, 0);
        sim.board.commit(Map.of("c", "new"), true, 0);
        sim.refresh(false);
        assertEquals(4, asked.size(), "the net effect, then three change sets");
        Snapshot s = sim.served().orElseThrow();
        assertEquals("new", s.get("/sim/prod/b").orElseThrow());
        assertEquals("good", s.get("/sim/prod/a").orElseThrow());
        assertEquals("new", s.get("/sim/prod/c").orElseThrow());
        assertEquals(1, sim.heard.size());
        assertEquals(2, sim.heard.get(0).changes().size());
    }

    @Example
    void change_whenItsNetEffectIsNothing_asksNobody() {
        Simulation sim = guarded();
        sim.board.commit(Map.of("a", "bad"), true, 0);
        sim.board.commit(Map.of("a", "good"), true, 0);
        sim.refresh(false);
        assertTrue(asked.isEmpty());
        assertTrue(sim.heard.isEmpty());
        assertEquals(
                3, sim.served().orElseThrow().find("/sim/prod/a").orElseThrow().version());
    }

    @Example
    void deletion_whenItIsRefused_keepsTheValue() {
        Simulation sim = guarded();
        sim.judge = change ->
                change.changes().stream().anyMatch(c -> c.after() == null) ? Guard.veto("kept") : Guard.accept();
        sim.board.commit(java.util.Collections.singletonMap("a", null), true, 0);
        sim.refresh(false);
        assertEquals("good", sim.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }

    @Example
    void newSnapshot_whenItsDifferenceIsRefused_isWithheldAsOneChange() {
        Simulation sim = guarded();
        sim.board.commit(Map.of("a", "bad", "d", "new"), true, 0);
        sim.board.forgetLogUpTo(2);
        sim.refresh(false);
        Snapshot s = sim.served().orElseThrow();
        assertEquals(2, s.revision());
        assertEquals("good", s.get("/sim/prod/a").orElseThrow());
        assertTrue(s.get("/sim/prod/d").isEmpty());
        assertEquals(1, s.withheld().size());
        explained(sim);
    }
}
