package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.name.Namespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * design.md sections 4.1 and 4.7 on disk: wherever the process ends, whatever is cut or flipped, however full the disk, a load
 * finds what was saved last, or nothing, and never what was there before.
 */
class FileSnapshotStoreFaultsTest {
    private static final Namespace NS = SnapshotStoreContract.NS;
    private static final Path FOLDER = Path.of("folder");
    /** Enough for a few entries, and by the size of the values for a new snapshot in between. */
    private static final int SAVES = 8;

    /** Every process draws other generations. */
    private static final Random RANDOM = new Random(5);

    private static FileSnapshotStore open(MemoryDisk disk) {
        return new FileSnapshotStore(FOLDER, NS, PrefixFilter.ALL, disk, RANDOM);
    }

    /** States one after the other; every third with values so large that the journal outgrows its snapshot. */
    private static List<SavedSnapshot> states() {
        List<SavedSnapshot> states = new ArrayList<>();
        SavedSnapshot saved = SnapshotStoreContract.example(1);
        for (int i = 0; i < SAVES; i++) {
            states.add(saved);
            saved = SnapshotStoreContract.later(saved, i % 2 == 0);
        }
        return states;
    }

    private static void save(FileSnapshotStore store, List<SavedSnapshot> states, int i) {
        boolean withheld = (i - 1) % 2 == 0;
        // Some saves do not know what came before, as after a failed one.
        boolean known = i > 0 && i % 3 != 2;
        store.save(states.get(i), known ? SnapshotStoreContract.delta(states.get(i), withheld) : null);
    }

    @Test
    void load_whereverTheProcessEnded_isWhatWasSavedOrWasBeingSaved() {
        List<SavedSnapshot> states = states();
        MemoryDisk counting = new MemoryDisk();
        FileSnapshotStore all = open(counting);
        all.load();
        for (int i = 0; i < SAVES; i++) {
            save(all, states, i);
        }
        assertTrue(counting.operations > 2 * SAVES, "each save takes two operations at least");
        for (int crash = 0; crash < counting.operations; crash++) {
            for (double done : new double[] {0, 0.3, 0.99, 1}) {
                crashOnce(states, crash, done);
            }
        }
    }

    private static void crashOnce(List<SavedSnapshot> states, int crash, double done) {
        MemoryDisk disk = new MemoryDisk();
        disk.crashIn = crash;
        disk.done = done;
        FileSnapshotStore store = open(disk);
        store.load();
        int next = 0;
        try {
            for (; next < SAVES; next++) {
                save(store, states, next);
            }
        } catch (MemoryDisk.Crash end) {
            // The process is gone; its disk is not.
        }
        String where = "crash in operation " + crash + ", " + done + " of it done, during save " + next;
        MemoryDisk after = disk.afterRestart();
        FileSnapshotStore restarted = open(after);
        SnapshotStore.Loaded loaded = restarted.load();
        int found = next;
        if (loaded instanceof SnapshotStore.Loaded.Nothing) {
            assertEquals(0, next, where);
            found = -1;
        } else {
            long revision = assertInstanceOf(SnapshotStore.Loaded.Found.class, loaded, where)
                    .saved()
                    .snapshot()
                    .revision();
            found = (int) revision - 1;
            assertTrue(found == next || found == next - 1, where + " was " + found);
            SnapshotStoreContract.assertSame(states.get(found), loaded);
        }
        // Whatever it left, the next process goes on from there, and so does the one after.
        for (int i = found + 1; i < SAVES; i++) {
            save(restarted, states, i);
        }
        SnapshotStoreContract.assertSame(states.get(SAVES - 1), open(after).load());
    }

    /** A disk with a snapshot, some entries and both slots of the mark. */
    private final MemoryDisk used = used();

    private static MemoryDisk used() {
        MemoryDisk disk = new MemoryDisk();
        FileSnapshotStore store = open(disk);
        store.load();
        List<SavedSnapshot> states = states();
        store.save(states.get(0), null);
        for (int i = 1; i < 4; i++) {
            store.save(states.get(i), SnapshotStoreContract.delta(states.get(i), (i - 1) % 2 == 0));
        }
        return disk;
    }

    private void damage(Path file, UnaryOperator<byte[]> damage, String what) {
        MemoryDisk disk = used.afterRestart();
        disk.files.put(file, damage.apply(disk.files.get(file)));
        FileSnapshotStore store = open(disk);
        SnapshotStore.Loaded loaded = store.load();
        if (loaded instanceof SnapshotStore.Loaded.Found) {
            SnapshotStoreContract.assertSame(states().get(3), loaded);
        } else {
            assertInstanceOf(SnapshotStore.Loaded.Damaged.class, loaded, what);
        }
        SavedSnapshot next = states().get(4);
        store.save(next, null);
        SnapshotStoreContract.assertSame(next, open(disk).load());
    }

    @Test
    void load_whenAFileIsCutAtAnyByte_isTheLastSavedOrNothing() {
        for (Path file : used.files.keySet()) {
            int length = used.files.get(file).length;
            for (int cut = 0; cut < length; cut++) {
                int at = cut;
                damage(file, bytes -> Arrays.copyOf(bytes, at), file + " cut at " + cut);
            }
        }
    }

    @Test
    void load_whenAnyBitIsFlipped_isTheLastSavedOrNothing() {
        for (Path file : used.files.keySet()) {
            int length = used.files.get(file).length;
            for (int bit = 0; bit < length * 8; bit++) {
                int which = bit;
                damage(
                        file,
                        bytes -> {
                            bytes[which / 8] ^= (byte) (1 << (which % 8));
                            return bytes;
                        },
                        file + " bit " + bit);
            }
        }
    }

    @Test
    void load_whenAFileIsGone_isNothingOrDamaged() {
        for (Path file : used.files.keySet()) {
            MemoryDisk disk = used.afterRestart();
            disk.files.remove(file);
            SnapshotStore.Loaded loaded = open(disk).load();
            assertTrue(!(loaded instanceof SnapshotStore.Loaded.Found), file + " is gone: " + loaded);
        }
    }

    @Test
    void load_afterTheDiskWasFull_knowsThatSomethingNewerWasServed() {
        MemoryDisk disk = used.afterRestart();
        FileSnapshotStore store = open(disk);
        store.load();
        disk.full = true;
        SavedSnapshot unsaved = states().get(4);
        for (int tries = 0; tries < 3; tries++) {
            assertThrows(
                    SnapshotStore.StoreException.class,
                    () -> store.save(unsaved, SnapshotStoreContract.delta(unsaved, false)));
        }
        MemoryDisk after = disk.afterRestart();
        SnapshotStore.Loaded.Outdated outdated = assertInstanceOf(
                SnapshotStore.Loaded.Outdated.class, open(after).load());
        assertEquals(unsaved.snapshot().revision(), outdated.revision());

        disk.full = false;
        SavedSnapshot next = states().get(5);
        store.save(next, null);
        SnapshotStoreContract.assertSame(next, open(disk.afterRestart()).load());
    }

    /** Two faults, one after the other: found by the storms. */
    @Test
    void load_afterTheDiskWasFull_isNeverTheOlderStateWhateverHappensToTheMark() {
        MemoryDisk disk = used.afterRestart();
        FileSnapshotStore store = open(disk);
        store.load();
        disk.full = true;
        assertThrows(SnapshotStore.StoreException.class, () -> store.save(states().get(4), null));
        Path mark = store.markFile();
        int length = disk.read(mark).orElseThrow().length;
        for (int bit = 0; bit < length * 8; bit++) {
            MemoryDisk flipped = disk.afterRestart();
            byte[] bytes = flipped.read(mark).orElseThrow();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            flipped.files.put(mark, bytes);
            SnapshotStore.Loaded loaded = open(flipped).load();
            assertTrue(!(loaded instanceof SnapshotStore.Loaded.Found), "bit " + bit + ": " + loaded);
        }
        for (int cut = 0; cut < length; cut++) {
            MemoryDisk shorter = disk.afterRestart();
            shorter.files.put(mark, Arrays.copyOf(shorter.read(mark).orElseThrow(), cut));
            SnapshotStore.Loaded loaded = open(shorter).load();
            assertTrue(!(loaded instanceof SnapshotStore.Loaded.Found), "cut at " + cut + ": " + loaded);
        }
    }

    @Test
    void load_afterTheDiskWasReadOnly_isNotOlderUnlessNothingCouldBeDone() {
        MemoryDisk disk = used.afterRestart();
        FileSnapshotStore store = open(disk);
        store.load();
        disk.readOnly = true;
        assertThrows(SnapshotStore.StoreException.class, () -> store.save(states().get(4), null));
        disk.readOnly = false;
        store.save(states().get(5), null);
        SnapshotStoreContract.assertSame(states().get(5), open(disk).load());
    }

    /** Bytes written in proportion to what changed: of a namespace fifty times as large no more is written for one change. */
    @Test
    void save_whenOneValueChanges_writesAsMuchForALargeNamespaceAsForASmallOne() {
        long small = bytesForOneChange(1_000);
        long large = bytesForOneChange(53_466);
        assertTrue(large < small + 100, "bytes written: " + small + " of 1,000 parameters, " + large + " of 53,466");
        System.out.println("one change: " + small + " bytes written of 1,000 parameters, " + large + " of 53,466");
    }

    private static long bytesForOneChange(int parameters) {
        MemoryDisk disk = new MemoryDisk();
        FileSnapshotStore store = open(disk);
        store.load();
        SavedSnapshot whole = large(parameters);
        store.save(whole, null);
        long before = disk.written;
        SavedSnapshot next = SnapshotStoreContract.later(whole, true);
        store.save(next, SnapshotStoreContract.delta(next, true));
        return disk.written - before;
    }

    /** A step of a rollout takes what the step is worth, however large the candidates are. */
    @Test
    void save_ofAStep_writesNoCandidateAnew() {
        MemoryDisk disk = new MemoryDisk();
        FileSnapshotStore store = open(disk);
        store.load();
        HeldRollout started = SnapshotStoreContract.rollout("one", "/billing/prod/x", "v".repeat(60_000));
        Snapshot before = SnapshotStoreContract.example(1).snapshot().holding(List.of(started));
        store.save(new SavedSnapshot(before, null), null);
        HeldRollout moved = started.at(1, 1_000, List.of(), false);
        Snapshot after = before.atRevision(2).holding(List.of(moved));
        long written = disk.written;
        store.save(
                new SavedSnapshot(after, null),
                new Delta(List.of(), List.of(), false, HeldChanges.between(before.rollouts(), after.rollouts())));
        assertTrue(disk.written - written < 500, (disk.written - written) + " bytes for a step");
        SnapshotStoreContract.assertSame(
                new SavedSnapshot(after, null), open(disk).load());
    }

    /** All changes together write at most a few times what they change: a snapshot is written when as much has changed. */
    @Test
    void save_manyTimes_writesAFewTimesWhatChanged() {
        MemoryDisk disk = new MemoryDisk();
        FileSnapshotStore store = open(disk);
        store.load();
        SavedSnapshot saved = large(2_000);
        store.save(saved, null);
        long before = disk.written;
        long entries = 0;
        for (int i = 0; i < 5_000; i++) {
            SavedSnapshot next = new SavedSnapshot(
                    saved.snapshot()
                            .with(List.of(
                                    Target.put(SnapshotStoreContract.value("/billing/prod/many/" + i % 2_000, i))))
                            .atRevision(i + 2),
                    null);
            Delta delta = new Delta(
                    List.of(SnapshotStoreContract.value("/billing/prod/many/" + i % 2_000, i)), List.of(), false);
            entries += Journal.encode(new Journal.Entry(1, 1, "e", 1, null, delta.set(), List.of(), null, null)).length;
            store.save(next, delta);
            saved = next;
        }
        long written = disk.written - before;
        assertTrue(written < 3 * entries, written + " bytes for changes of " + entries);
        SnapshotStoreContract.assertSame(saved, open(disk).load());
        assertTrue(disk.read(FOLDER.resolve("billing+prod.journal")).orElseThrow().length < 1_000_000);
    }

    private static SavedSnapshot large(int parameters) {
        java.util.Map<String, Value> values = new java.util.HashMap<>();
        for (int i = 0; i < parameters; i++) {
            String name = "/billing/prod/many/" + i;
            values.put(name, SnapshotStoreContract.value(name, 1));
        }
        return new SavedSnapshot(new Snapshot(NS, "e", 1, values, List.of()), null);
    }
}
