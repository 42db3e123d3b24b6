package dev.noticeboard.bench.scale;

import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import dev.noticeboard.bench.scale.WireCounter.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what was measured into tables. For one thread. */
final class ScaleTables {
    private static final double MB = 1e6;
    private static final String OURS = "Noticeboard";
    private static final String BARE = "bare calls";

    private final Table.Builder imports = Table.of(
            "Import",
            "parameters",
            "by",
            "time, s",
            "Noticeboard's time over it",
            "transactions",
            "calls of DynamoDB",
            "sent, MB");
    private final Table.Builder snapshots = Table.of(
            "First snapshot",
            "parameters",
            "by",
            "time, ms",
            "Noticeboard's time over it",
            "calls of DynamoDB",
            "read, MB",
            "heap held, MB",
            "disk, MB");
    private final Table.Builder changes = Table.of(
            "One change of one parameter, committed",
            "parameters",
            "by",
            "time, ms (median)",
            "Noticeboard's time over it",
            "calls of DynamoDB",
            "sent, B");
    private final Table.Builder applied = Table.of(
            "The same change applied by an agent (medians; disk, a guard and a listener included)",
            "parameters",
            "time, µs",
            "allocated, B",
            "written to disk, B");
    private final Table.Builder writers = Table.of(
            Writers.WRITERS + " writers that share nothing but the table, one change a change set",
            "namespaces",
            "by",
            "committed change sets/s",
            "Noticeboard's rate over it",
            "transactions",
            "cancelled by a conflict, %",
            "calls of DynamoDB for each commit",
            "given up as busy");

    void imported(int size, Imports.Result result) {
        Imports.Way ours = result.ours();
        imports.row(
                size,
                OURS,
                ours.seconds(),
                null,
                ours.transactions(),
                ours.count().requests(),
                sentMb(ours.count()));
        imported(size, BARE, ours, result.bare());
        if (result.checked() != null) {
            imported(size, "bare calls under conditions", ours, result.checked());
        }
    }

    private void imported(int size, String who, Imports.Way ours, Imports.Way peer) {
        imports.row(
                size,
                who,
                peer.seconds(),
                ours.seconds() / peer.seconds(),
                peer.transactions(),
                peer.count().requests(),
                sentMb(peer.count()));
    }

    private static double sentMb(Count count) {
        return count.sent() / MB;
    }

    void snapshot(int size, Snapshots.Result result) {
        snapshots.row(
                size,
                OURS,
                result.nanos() / 1e6,
                null,
                result.count().requests(),
                result.count().received() / MB,
                result.heap() / MB,
                result.disk() / MB);
        snapshots.row(
                size,
                "bare Query",
                result.bareNanos() / 1e6,
                (double) result.nanos() / result.bareNanos(),
                result.bareCount().requests(),
                result.bareCount().received() / MB,
                null,
                null);
    }

    void change(int size, Changes.Result result) {
        int times = result.times();
        changes.row(
                size,
                OURS,
                result.nanos() / 1e6,
                null,
                (double) result.count().requests() / times,
                result.count().sent() / times);
        changes.row(
                size,
                "bare transaction",
                result.bareNanos() / 1e6,
                (double) result.nanos() / result.bareNanos(),
                (double) result.bareCount().requests() / times,
                result.bareCount().sent() / times);
        applied.row(
                size,
                result.applied().nanos() / 1e3,
                result.applied().allocated(),
                result.applied().written());
    }

    void writers(int namespaces, Writers.Result ours, Writers.Result bare) {
        race(namespaces, OURS, ours, null);
        race(namespaces, "bare transactions", bare, ours.perSecond() / bare.perSecond());
    }

    private void race(int namespaces, String who, Writers.Result result, @Nullable Double over) {
        writers.row(
                namespaces,
                who,
                result.perSecond(),
                over,
                result.count().transactions(),
                result.conflicts(),
                (double) result.count().requests() / Math.max(1, result.committed()),
                result.refused());
    }

    Figures figures(boolean made) {
        List<String> notes = new ArrayList<>();
        notes.add(
                made
                        ? "NOT AWS's public tree, whose file was not at hand, but one made in its shape: as many regions,"
                                + " services, endpoints and protocols, and names and values as long."
                        : "The parameters are the first so many of AWS's public tree of its infrastructure, by name.");
        notes.add(
                "Everything is in one process, in memory: the API's front, the functions, DynamoDB Local. Nothing reads"
                        + " the table's stream meanwhile, as nothing in AWS slows a writer by reading one.");
        notes.add(
                "Bare calls: the very items of parameters and versions that the board wrote, in transactions of "
                        + BareTable.ITEMS
                        + " puts without conditions, one after the other, by the same SDK's client to the same"
                        + " table; part by part in turn with the import. Under conditions: with the board's own condition on each.");
        notes.add(
                "Bare Query: all pages of the namespace's partition, consistently, one after the other; nothing is done"
                        + " with the items. Ours is from nothing to a served and saved snapshot.");
        notes.add("Bare transaction: the very one that the board made (head, log entry, parameter, version), conditions"
                + " included, made again in partitions of other names; without the read before it.");
        notes.add("Bare writers: a consistent read of the head, then those four items on condition that the head is the"
                + " same; who loses tries again at once. Ours pauses with jitter after a lost race, up to 0.8 s.");
        return Figures.of(
                "Import, first snapshot and one change over the bare DynamoDB calls they need; writers that race",
                List.of(imports.build(), snapshots.build(), changes.build(), applied.build(), writers.build()),
                notes);
    }
}
