package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of the last known good snapshot does. */
public abstract class SnapshotStoreContract {
    protected static final Namespace NS = new Namespace("/billing/prod");

    /** A store that is empty the first time, and then holds what was saved in it before, as after a restart. */
    protected abstract SnapshotStore open();

    protected static SavedSnapshot example(long revision) {
        Map<String, Value> values = new HashMap<>();
        for (String name : List.of("/billing/prod/a", "/billing/prod/db/pool-size")) {
            values.put(
                    name,
                    new Value(
                            new ParameterName(name),
                            revision,
                            revision,
                            ParameterType.STRING,
                            DataType.TEXT,
                            "text of " + revision + " \u00e4\u20ac\ud83d\ude00\n\"\\"));
        }
        Value refused = new Value(
                new ParameterName("/billing/prod/a"), 9, revision, ParameterType.STRING, DataType.INTEGER, "7");
        Withheld group = new Withheld(
                revision,
                revision,
                "not here",
                List.of(Target.put(refused), Target.tombstone(new ParameterName("/billing/prod/gone"), 3)));
        return new SavedSnapshot(
                new Snapshot(NS, "epoch", revision, values, List.of(group)), Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    protected static void assertSame(SavedSnapshot expected, SnapshotStore.Loaded loaded) {
        SavedSnapshot found =
                assertInstanceOf(SnapshotStore.Loaded.Found.class, loaded).saved();
        assertEquals(expected.confirmedAt(), found.confirmedAt());
        assertEquals(expected.snapshot().namespace(), found.snapshot().namespace());
        assertEquals(expected.snapshot().epoch(), found.snapshot().epoch());
        assertEquals(expected.snapshot().revision(), found.snapshot().revision());
        assertEquals(expected.snapshot().values(), found.snapshot().values());
        assertEquals(expected.snapshot().withheld(), found.snapshot().withheld());
        assertEquals(expected.snapshot().rollouts(), found.snapshot().rollouts());
        assertEquals(expected.knowsRollouts(), found.knowsRollouts());
    }

    @Test
    void load_whenNothingWasSaved_isNothing() {
        assertInstanceOf(SnapshotStore.Loaded.Nothing.class, open().load());
    }

    @Test
    void load_afterARestart_isWhatWasSavedLast() {
        open().save(example(1), null);
        open().save(example(2), null);
        assertSame(example(2), open().load());
        assertSame(example(2), open().load());
    }

    /** The example one revision later: a changed value, a removed one, a new one, nothing withheld any more. */
    protected static SavedSnapshot later(SavedSnapshot before, boolean withheld) {
        Snapshot b = before.snapshot();
        long revision = b.revision() + 1;
        return new SavedSnapshot(
                b.with(List.of(
                                Target.put(value("/billing/prod/a", revision)),
                                Target.put(value("/billing/prod/new-" + revision, revision)),
                                Target.tombstone(new ParameterName("/billing/prod/db/pool-size"), revision)))
                        .at(b.epoch(), revision, withheld ? b.withheld() : List.of()),
                Instant.ofEpochSecond(revision));
    }

    /** How the example differs one revision later. */
    protected static Delta delta(SavedSnapshot later, boolean withheld) {
        long revision = later.snapshot().revision();
        return new Delta(
                List.of(value("/billing/prod/a", revision), value("/billing/prod/new-" + revision, revision)),
                List.of("/billing/prod/db/pool-size"),
                !withheld);
    }

    protected static Value value(String name, long revision) {
        return new Value(
                new ParameterName(name), revision, revision, ParameterType.STRING, DataType.TEXT, "later " + revision);
    }

    @Test
    void load_whenDeltasWereSaved_isWhatTheyMadeOfTheFirst() {
        SnapshotStore store = open();
        store.load();
        SavedSnapshot saved = example(1);
        store.save(saved, null);
        for (int i = 0; i < 5; i++) {
            boolean withheld = i < 3;
            saved = later(saved, withheld);
            store.save(saved, delta(saved, withheld));
            assertSame(saved, open().load());
        }
        SavedSnapshot same =
                new SavedSnapshot(saved.snapshot().atRevision(saved.snapshot().revision() + 1), null);
        store.save(same, Delta.NONE);
        SnapshotStore restarted = open();
        assertSame(same, restarted.load());
        SavedSnapshot more = later(same, true);
        restarted.save(more, delta(more, true));
        assertSame(more, open().load());
    }

    /** An open rollout of one parameter. */
    protected static HeldRollout rollout(String id, String name, String text) {
        Value candidate = new Value(new ParameterName(name), 5, 4, ParameterType.STRING, DataType.TEXT, text);
        return new HeldRollout(
                id,
                0,
                0,
                List.of(),
                false,
                List.of(new HeldRollout.Choice(Target.put(candidate), Target.tombstone(new ParameterName(name), 0))));
    }

    @Test
    void load_whenRolloutsBeganMovedAndEnded_isWhatIsHeldThen() {
        SnapshotStore store = open();
        store.load();
        store.save(example(1), null);
        HeldRollout one = rollout("one", "/billing/prod/new", "candidate \u00e4");
        HeldRollout two = rollout("two", "/billing/prod/b", "other");
        HeldRollout step = one.at(1, 1_000, List.of(Map.of("ring", "canary")), true);
        List<List<HeldRollout>> states = List.of(
                List.of(one),
                List.of(one, two),
                List.of(step, two),
                List.of(step, two.without("/billing/prod/b")),
                List.of(step),
                List.of());
        Snapshot before = example(1).snapshot();
        for (List<HeldRollout> held : states) {
            Snapshot next = before.atRevision(before.revision() + 1).holding(held);
            HeldChanges changes = HeldChanges.between(before.rollouts(), held);
            assertEquals(held, changes.applied(before.rollouts()));
            SavedSnapshot saved = new SavedSnapshot(next, null);
            store.save(saved, new Delta(List.of(), List.of(), false, changes));
            assertSame(saved, open().load());
            before = next;
        }
        SavedSnapshot whole = new SavedSnapshot(before.holding(states.get(2)), null);
        open().save(whole, null);
        assertSame(whole, open().load());
    }
}
