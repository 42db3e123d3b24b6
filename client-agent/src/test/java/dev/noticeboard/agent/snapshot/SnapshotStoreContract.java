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
    }

    @Test
    void load_whenNothingWasSaved_isNothing() {
        assertInstanceOf(SnapshotStore.Loaded.Nothing.class, open().load());
    }

    @Test
    void load_afterARestart_isWhatWasSavedLast() {
        open().save(example(1));
        open().save(example(2));
        assertSame(example(2), open().load());
        assertSame(example(2), open().load());
    }
}
