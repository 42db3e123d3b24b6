package dev.noticeboard.bench.scale;

import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.scale.WireCounter.Count;
import dev.noticeboard.cli.importing.ImportOutcome;
import dev.noticeboard.cli.importing.Importer;
import dev.noticeboard.cli.terminal.Pauses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Imports a tree with the command line's importer, and part by part in turn with it writes the same items by bare calls, so that whatever else the machine
 * does meanwhile strikes all alike.
 */
final class Imports {
    /** Parameters of a part: ten full change sets for us. The peer writes as many full transactions as the items make, and the rest with the next part. */
    private static final int PART = 480;

    /** Parameters between two lines of progress. */
    private static final int TOLD = 4_800;

    private final ScaleBoard board;
    private final PublicTree tree;
    private final Run run;
    private final List<Put> written = new ArrayList<>();
    private final List<Put> owed = new ArrayList<>();

    /**
     * One way of it.
     *
     * @param nanos how long it took
     * @param transactions how many there were
     * @param count the calls
     */
    record Way(long nanos, int transactions, Count count) {
        private static final Way NONE = new Way(0, 0, Count.none());

        Way plus(long more, int made, Count called) {
            return new Way(nanos + more, transactions + made, count.plus(called));
        }

        double seconds() {
            return nanos / 1e9;
        }
    }

    /**
     * What it came to.
     *
     * @param ours through the API
     * @param bare the items alone
     * @param checked the items under the board's conditions; null where it was left out for its time
     */
    record Result(Way ours, Way bare, @Nullable Way checked) {}

    Imports(ScaleBoard board, PublicTree tree, Run run) {
        this.board = board;
        this.tree = tree;
        this.run = run;
    }

    /**
     * Imports.
     *
     * @param parameters how many, from the first
     * @param checked whether to measure the peer under conditions, too
     */
    Result run(int parameters, boolean checked) {
        board.ours()
                .onCommit(request -> request.transactItems().stream()
                        .map(TransactWriteItem::put)
                        .filter(BareTable::ofParameter)
                        .forEach(written::add));
        Way ours = Way.NONE;
        Way bare = Way.NONE;
        Way underConditions = Way.NONE;
        for (int from = 0; from < parameters; from += PART) {
            int to = Math.min(from + PART, parameters);
            written.clear();
            Count before = board.ours().count();
            long start = System.nanoTime();
            int sets = send(from, to);
            ours = ours.plus(
                    System.nanoTime() - start, sets, board.ours().count().minus(before));
            owed.addAll(written);
            int due = to == parameters ? owed.size() : owed.size() - owed.size() % BareTable.ITEMS;
            List<Put> items = List.copyOf(owed.subList(0, due));
            owed.subList(0, due).clear();
            bare = peer(bare, () -> board.bare().write(items));
            if (checked) {
                underConditions = peer(underConditions, () -> board.bare().writeUnderConditions(items));
            }
            if (to == parameters || to % TOLD == 0) {
                run.say("import: %,d of %,d, %.1f s and %.1f s bare", to, parameters, ours.seconds(), bare.seconds());
            }
        }
        board.ours().onCommit(request -> {});
        return new Result(ours, bare, checked ? underConditions : null);
    }

    private int send(int from, int to) {
        Importer importer = new Importer(board.api(), Pauses.ofThisThread(), RandomGenerator.getDefault());
        ImportOutcome outcome = importer.run(tree.plan(from, to), "bench", tally -> {});
        if (!(outcome instanceof ImportOutcome.Completed) || written.size() != 2 * (to - from)) {
            throw new IllegalStateException("the import did not write all: " + outcome);
        }
        return outcome.tally().committed();
    }

    private Way peer(Way before, IntSupplier work) {
        Count calls = board.peers().count();
        long start = System.nanoTime();
        int transactions = work.getAsInt();
        return before.plus(
                System.nanoTime() - start, transactions, board.peers().count().minus(calls));
    }
}
