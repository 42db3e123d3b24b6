package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an agent of version 0.1 left on its disk, with every field that there was: the golden files were written from these. */
final class DiskExamples {
    static final Namespace NAMESPACE = new Namespace("/billing/prod");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final ParameterName POOL = new ParameterName("/billing/prod/db/pool-size");
    private static final ParameterName URL = new ParameterName("/billing/prod/web/url");
    private static final ParameterName GONE = new ParameterName("/billing/prod/web/gone");

    /** What is in the snapshot's file. */
    static SavedSnapshot whole() {
        Snapshot held = new Snapshot(
                        NAMESPACE,
                        "e1",
                        40,
                        Map.of(POOL.text(), pool(3, 38, "50"), URL.text(), url("http://a"), GONE.text(), gone()),
                        List.of())
                .holding(List.of(rollout()));
        return new SavedSnapshot(held, AT);
    }

    /** What the journal adds to it: a value set, one removed, a group withheld. */
    static SavedSnapshot changed() {
        Snapshot before = whole().snapshot();
        Snapshot after = before.with(List.of(Target.put(url("http://b")), Target.tombstone(GONE, 2)))
                .at("e1", 42, List.of(withheld()))
                .holding(before.rollouts());
        return new SavedSnapshot(after, AT.plusSeconds(60));
    }

    private static Withheld withheld() {
        return new Withheld(41, 42, "too large", List.of(Target.put(pool(5, 42, "5000"))));
    }

    private static HeldRollout rollout() {
        return new HeldRollout(
                "r-1",
                1,
                1000,
                List.of(Map.of("ring", "canary")),
                false,
                List.of(new HeldRollout.Choice(Target.put(pool(4, 39, "60")), Target.put(pool(3, 38, "50")), true)));
    }

    private static Value pool(long version, long revision, String text) {
        return new Value(POOL, version, revision, ParameterType.STRING, DataType.INTEGER, text);
    }

    private static Value url(String text) {
        return new Value(URL, 1, 12, ParameterType.STRING, DataType.TEXT, text);
    }

    private static Value gone() {
        return new Value(GONE, 1, 13, ParameterType.STRING, DataType.TEXT, "soon");
    }

    /** Leaves both in a directory, as an agent does. */
    static void write(Path directory) {
        FileSnapshotStore store = new FileSnapshotStore(directory, NAMESPACE);
        store.save(whole(), null);
        store.save(changed(), new Delta(List.of(url("http://b")), List.of(GONE.text()), true));
    }

    private DiskExamples() {}
}
