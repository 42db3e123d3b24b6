package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One change of one parameter costs what the change is worth, not what the namespace is: in memory allocated, with a store on a
 * real disk, a guard and a listener. Bytes written are counted in {@code FileSnapshotStoreFaultsTest}.
 */
class CostOfAChangeTest {
    /** As many as AWS's public tree of its infrastructure has. */
    private static final int LARGE = 53_466;

    private static final int SMALL = 1_000;
    private static final int CHANGES = 60;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private record Cost(long bytes, long micros) {}

    @Test
    void change_ofOneParameter_allocatesAsMuchInALargeNamespaceAsInASmallOne() throws Exception {
        // The first run also loads classes.
        cost(SMALL);
        Cost small = cost(SMALL);
        Cost large = cost(LARGE);
        System.out.println("one change: " + small.bytes + " bytes allocated of " + SMALL + " parameters, " + large.bytes
                + " of " + LARGE + "; " + small.micros + " and " + large.micros + " microseconds, disk included");
        // The path to a leaf grows with the logarithm: ten levels at the small size, sixteen at the large one.
        assertTrue(large.bytes < 2 * small.bytes, "allocated: " + small.bytes + " and " + large.bytes + " bytes");
    }

    /** What a namespace takes in memory, noted for {@code docs/figures.md}; values of some 12 characters. */
    @Test
    void snapshot_ofALargeNamespace_takesLessThanAKilobyteAParameter() {
        long before = usedAfterCollection();
        Snapshot snapshot = new Snapshot(
                SimBoard.NAMESPACE,
                "e",
                1,
                IntStream.range(0, LARGE)
                        .mapToObj(i -> new Value(
                                SimBoard.name("services/s" + i % 97 + "/regions/r" + i),
                                1,
                                1,
                                ParameterType.STRING,
                                DataType.TEXT,
                                "value " + i))
                        .collect(Collectors.toMap(v -> v.name().text(), v -> v)),
                List.of());
        long bytes = usedAfterCollection() - before;
        System.out.println(snapshot.size() + " parameters: " + bytes + " bytes of heap");
        assertTrue(bytes < 1024L * LARGE, bytes + " bytes for " + snapshot.size());
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private Cost cost(int parameters) throws Exception {
        SimBoard board = new SimBoard();
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters; i++) {
            all.put("services/s" + i % 97 + "/regions/r" + i, "value " + i);
        }
        board.commit(all, true, 0);
        Counters counters = new Counters();
        Announcer announcer = new Announcer(counters);
        List<String> heard = new ArrayList<>();
        announcer.add(
                dev.noticeboard.agent.Scope.everything(),
                c -> heard.add(c.changes().get(0).name().text()),
                Runnable::run);
        Path directory = Files.createTempDirectory(folder, "agent");
        Sync sync = new Sync(
                SimBoard.NAMESPACE,
                new SimReader(board),
                new FileSnapshotStore(directory, SimBoard.NAMESPACE),
                change -> change.after().size() == parameters ? Guard.accept() : Guard.veto("lost some"),
                announcer,
                counters,
                Clock.systemUTC());
        sync.load();
        long start = System.nanoTime();
        sync.refresh(true);
        long millis = (System.nanoTime() - start) / 1_000_000;
        long disk = 0;
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                disk += Files.size(file);
            }
        }
        System.out.println(parameters + " parameters: first snapshot applied and saved in " + millis + " ms, " + disk
                + " bytes on disk");
        List<ChangeSet> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            changes.add(board.commit(Map.of("services/s0/regions/r0", "other " + i), true, 0));
        }
        List<String> notices = changes.stream().map(SimBoard::notice).toList();
        long[] bytes = new long[CHANGES];
        long[] micros = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long from = System.nanoTime();
            sync.onNotices(List.of(notices.get(i)));
            micros[i] = (System.nanoTime() - from) / 1000;
            bytes[i] = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(CHANGES, heard.size());
        assertEquals(CHANGES + 1, sync.served().orElseThrow().revision());
        Arrays.sort(bytes);
        Arrays.sort(micros);
        return new Cost(bytes[CHANGES / 2], micros[CHANGES / 2]);
    }
}
