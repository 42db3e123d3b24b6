package dev.noticeboard.bench.propagation;

import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells as tables. For one thread. */
final class Report {
    /** Of our time over the bare path. */
    private static final double MEDIAN_TARGET = 1.2;

    private static final double P99_TARGET = 1.5;

    private final Table.Builder cells = Table.of(
            "From the put to the application",
            "way",
            "receivers",
            "who",
            "changes",
            "deliveries",
            "median (ms)",
            "99th percentile (ms)",
            "the last receiver, median (ms)",
            "over bare, median",
            "over bare, 99th percentile");
    private final Table.Builder stages = Table.of("Where the time of a pushed change goes (medians)", heads());
    private final Table.Builder primitives =
            Table.of("What the calls of a write cost alone, on the same emulators", "call", "median (ms)");
    private final List<String> missed = new ArrayList<>();
    private final Duration poll;
    private final Duration pollOfMany;
    private String etcd = "";

    /** @param pollOfMany the interval of a thousand */
    Report(Duration poll, Duration pollOfMany) {
        this.poll = poll;
        this.pollOfMany = pollOfMany;
    }

    private static String[] heads() {
        List<String> heads = new ArrayList<>(List.of("way", "receivers", "who"));
        heads.addAll(Stages.NAMES);
        heads.add("the last over bare");
        return heads.toArray(String[]::new);
    }

    void add(Cell cell, Meter.Found board, Meter.Found bare) {
        Samples ours = board.samples();
        Samples theirs = bare.samples();
        double median = ours.median() / theirs.median();
        Double ownP99 = ours.p99();
        Double bareP99 = theirs.p99();
        Double p99 = ownP99 == null || bareP99 == null ? null : ownP99 / bareP99;
        row(cell, "Noticeboard", ours, median, p99);
        row(cell, "bare path", theirs, null, null);
        if (cell.way() != Way.POLL) {
            stages(
                    cell,
                    "Noticeboard",
                    board.stages(),
                    board.stages().afterTheWrite() / bare.stages().afterTheWrite());
            stages(cell, "bare path", bare.stages(), null);
        }
        if (median > MEDIAN_TARGET || (p99 != null && p99 > P99_TARGET)) {
            missed.add(String.format(Locale.ROOT, "%s to %,d", cell.way(), cell.receivers()));
        }
    }

    void primitives(Map<String, Double> medians) {
        medians.forEach(primitives::row);
    }

    void etcd(String version) {
        etcd = version;
    }

    void addEtcd(Cell cell, Meter.Found found) {
        row(cell, "etcd's watch", found.samples(), null, null);
    }

    void withoutEtcd() {
        etcd = "";
    }

    private void row(Cell cell, String who, Samples s, @Nullable Double median, @Nullable Double p99) {
        cells.row(
                cell.way().toString(),
                cell.receivers(),
                who,
                s.changes(),
                s.deliveries(),
                s.median(),
                s.p99(),
                s.lastMedian(),
                median,
                p99);
    }

    private void stages(Cell cell, String who, Stages found, @Nullable Double over) {
        List<@Nullable Object> row = new ArrayList<>(List.of(cell.way().toString(), cell.receivers(), who));
        row.addAll(found.medians());
        row.add(over);
        stages.row(row.toArray());
    }

    Figures figures() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "From before the put to the listener of each receiver; the next change only when all have the former and, from a"
                        + " hundred receivers on, the machine is idle again. Noticeboard: a put at the API over HTTP (validated, one"
                        + " transaction), stream, publish, SNS, SQS, apply, listener; agents share their AWS clients, keep nothing on disk, and"
                        + " report (up to a hundred within 2 s of each change, as by default, a thousand within a minute, since they share two"
                        + " cores).");
        notes.add(
                "Bare path: PutItem of one item as long as our notice, GetRecords with the same pause of 25 ms, Publish,"
                        + " ReceiveMessage by a thread for each queue, DeleteMessageBatch; urgent: Publish straight after PutItem as well."
                        + " Both on the same emulators in one process (" + Values.LENGTH + "-byte values).");
        notes.add(
                "Where ours takes longer it is before the change is written: the API over HTTP, what it is validated against is read"
                        + " (BatchGetItem), and one transaction of four items stands where the bare path puts one; the third table shows what these calls cost"
                        + " alone. From there on see the last column.");
        notes.add("Poll: every " + poll.toMillis() + " ms at most (a thousand: every " + pollOfMany.toMillis()
                + " ms) with the same jitter on both sides; the product's default is a minute.");
        notes.add(
                etcd.isEmpty()
                        ? "ETCD IS MISSING: there was none on the path, so it was not measured."
                        : "etcd " + etcd
                                + ", one server that syncs each put to disk, the same values, a connection for each watcher.");
        notes.add("A 99th percentile only from 50 changes and 1,000 deliveries on.");
        notes.add(
                missed.isEmpty()
                        ? "Target (1.2 times the bare path at the median, 1.5 times at the 99th percentile): met everywhere."
                        : "Target (1.2 times the bare path at the median, 1.5 times at the 99th percentile): MISSED by "
                                + String.join(", ", missed) + ".");
        return Figures.of(
                "Propagation: from a put to the application",
                List.of(cells.build(), stages.build(), primitives.build()),
                notes);
    }
}
