package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.Simulation;
import dev.noticeboard.agent.snapshot.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator's override wins over the board on this host, and nowhere else. */
class OverrideTest {
    private final Simulation sim = new Simulation(1);

    @BeforeEach
    void serves() {
        sim.board.commit(Map.of("a", "1", "b", "1"), true, 0);
        sim.boot();
    }

    private String text(String name) {
        return sim.served().orElseThrow().get(SimBoard.name(name).text()).orElse("none");
    }

    private static Map<String, String> texts(String name, String text) {
        return Map.of(SimBoard.name(name).text(), text);
    }

    private List<String> heard() {
        return sim.heard.stream()
                .flatMap(c -> c.changes().stream()
                        .map(v -> c.fromRevision() + ">" + c.toRevision() + " " + v.name() + " " + told(v.before())
                                + ">" + told(v.after())))
                .toList();
    }

    private static String told(@org.jspecify.annotations.Nullable Value value) {
        return value == null ? "none" : value.text();
    }

    @Test
    void override_whenSet_winsAndIsToldOfAtAnUnchangedRevision() {
        sim.agent().override(texts("a", "mine"));
        assertEquals("mine", text("a"));
        assertEquals("1", text("b"));
        assertEquals(Set.of("/sim/prod/a"), sim.served().orElseThrow().overridden());
        assertEquals(List.of("1>1 /sim/prod/a 1>mine"), heard());
        Value value = sim.served().orElseThrow().find("/sim/prod/a").orElseThrow();
        assertEquals(1, value.version(), "of the board's value beneath");
    }

    @Test
    void change_beneathAnOverride_isAppliedAndToldToNobody() {
        sim.agent().override(texts("a", "mine"));
        sim.heard.clear();
        sim.board.commit(Map.of("a", "2", "b", "2"), true, 0);
        sim.refresh(false);
        assertEquals("mine", text("a"));
        assertEquals("2", text("b"));
        assertEquals(List.of("1>2 /sim/prod/b 1>2"), heard());

        sim.heard.clear();
        sim.agent().override(Map.of());
        assertEquals("2", text("a"), "the board's value is back, the newest");
        assertEquals(List.of("2>2 /sim/prod/a mine>2"), heard());
        assertTrue(sim.served().orElseThrow().overridden().isEmpty());
    }

    @Test
    void override_ofWhatTheBoardLacks_isServedUntilItIsRemoved() {
        sim.agent().override(texts("new", "mine"));
        assertEquals("mine", text("new"));
        assertEquals(3, sim.served().orElseThrow().size());
        sim.board.commit(Map.of("new", "theirs"), true, 0);
        sim.refresh(false);
        assertEquals("mine", text("new"));
        sim.agent().override(texts("a", "mine"));
        assertEquals("theirs", text("new"));
    }

    @Test
    void override_whenTheProcessRestarts_isGone_andWasNeverSaved() {
        sim.agent().override(texts("a", "mine"));
        sim.board.commit(Map.of("b", "2"), true, 0);
        sim.refresh(false);
        assertEquals(
                "1",
                sim.disk.saved().orElseThrow().snapshot().get("/sim/prod/a").orElseThrow());
        sim.networkDownAtBoot = true;
        sim.boot();
        assertEquals("1", text("a"));
    }

    @Test
    void guard_whenAnOverrideCoversTheChange_isAskedAboutTheBoardsValues() {
        sim.agent().override(texts("a", "mine"));
        List<String> shown = new java.util.ArrayList<>();
        sim.judge = change -> {
            change.changes().forEach(c -> shown.add(told(c.before()) + ">" + told(c.after())));
            return dev.noticeboard.agent.Guard.accept();
        };
        sim.board.commit(Map.of("a", "2"), true, 0);
        sim.refresh(false);
        assertEquals(List.of("1>2"), shown);
    }

    @Test
    void override_beforeAnythingIsServed_holdsFromTheFirstSnapshotOn() {
        Simulation fresh = new Simulation(2);
        fresh.agent().override(texts("a", "mine"));
        fresh.board.commit(Map.of("a", "1"), true, 0);
        fresh.refresh(true);
        assertEquals("mine", fresh.served().orElseThrow().get("/sim/prod/a").orElseThrow());
    }
}
