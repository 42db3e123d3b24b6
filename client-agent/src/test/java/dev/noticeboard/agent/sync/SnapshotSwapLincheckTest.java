package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Promises 1 and 3 in the interleavings that Lincheck's model checker tries: a change that is served, a snapshot from disk
 * that is served only if nothing is, an operator's override, and readers, at once. Each reader must see one of the states
 * that some order of the others makes, whole, and never an older one after a newer one.
 */
public class SnapshotSwapLincheckTest {
    private static final Namespace NAMESPACE = new Namespace("/swap/test");
    private static final String LEFT = NAMESPACE + "/left";
    private static final String RIGHT = NAMESPACE + "/right";

    private final Serving serving = new Serving(null, new Announcer(new Counters()), new Counters(), new Health());
    /** What the core builds on; the core's lock guards it, hence the group below. */
    private Snapshot board = new Snapshot(NAMESPACE, "e", 0, Map.of(), List.of());

    private static Target put(String name, long revision) {
        return Target.put(new Value(
                new ParameterName(name),
                revision,
                revision,
                ParameterType.STRING,
                DataType.TEXT,
                Long.toString(revision)));
    }

    /** The next change set, of two parameters. */
    @Operation(nonParallelGroup = "core")
    public void publish() {
        long revision = board.revision() + 1;
        board = board.with(List.of(put(LEFT, revision), put(RIGHT, revision))).atRevision(revision);
        serving.publish(board, List.of(), Delta.NONE, null);
    }

    @Operation(nonParallelGroup = "core")
    public void override() {
        serving.override(Map.of(LEFT, "mine", RIGHT, "mine"), board);
    }

    @Operation(nonParallelGroup = "core")
    public void removeOverride() {
        serving.override(Map.of(), board);
    }

    /** What a start does whose first read takes long. */
    @Operation
    public boolean serveFromDisk() {
        return serving.serveIfNothing(new Snapshot(NAMESPACE, "e", 0, Map.of(), List.of()));
    }

    @Operation
    public String read() {
        Snapshot served = serving.served();
        return served == null
                ? "nothing"
                : served.revision() + ": " + served.get(LEFT).orElse("none") + " "
                        + served.get(RIGHT).orElse("none");
    }

    @Test
    void swap_inEveryInterleaving_isSeenWholeAndInOrder() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(60)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(SnapshotSwapLincheckTest.class);
    }
}
