package dev.noticeboard.bench.scale;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.bench.scale.WireCounter.Count;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.schemas.table.TableKeys;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts agents that have nothing on their disk, each in turn with a bare query of the same partition. */
final class Snapshots {
    private static final Duration NO_POLL = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ScaleBoard board;
    private final Path folder;

    /**
     * What one came to, the median of some.
     *
     * @param nanos from nothing to serving and saved
     * @param bareNanos the query's
     * @param count the agent's calls
     * @param bareCount the query's
     * @param heap bytes that the agent holds after a collection
     * @param disk bytes that it wrote
     */
    record Result(long nanos, long bareNanos, Count count, Count bareCount, long heap, long disk) {}

    Snapshots(ScaleBoard board, Path folder) {
        this.board = board;
        this.folder = folder;
    }

    /**
     * Measures some times.
     *
     * @param idle how often it is done before, which does not count
     */
    Result run(int parameters, int times, int idle) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < times + idle; i++) {
            results.add(once(parameters, folder.resolve("agent-" + parameters + "-" + i)));
        }
        results.subList(0, idle).clear();
        Result first = results.get(0);
        return new Result(
                median(results.stream().map(Result::nanos).toList()),
                median(results.stream().map(Result::bareNanos).toList()),
                first.count(),
                first.bareCount(),
                median(results.stream().map(Result::heap).toList()),
                first.disk());
    }

    static long median(List<Long> of) {
        return of.stream().sorted().toList().get(of.size() / 2);
    }

    private Result once(int parameters, Path directory) {
        // As before ours: a collection leaves a small heap to begin with.
        usedAfterCollection();
        Count before = board.peers().count();
        long start = System.nanoTime();
        int found = board.bare().query(TableKeys.namespace(PublicTree.NAMESPACE));
        final long bareNanos = System.nanoTime() - start;
        final Count bareCount = board.peers().count().minus(before);
        CountingDisk disk = new CountingDisk();
        AgentOptions options = AgentOptions.builder()
                .namespace(PublicTree.NAMESPACE)
                .table(board.table())
                .region(AwsEndpoints.REGION)
                .clients(AwsAgentClients.of(
                        board.clients().dynamoDb(), board.clients().sqs()))
                .snapshotStore(new FileSnapshotStore(directory, PublicTree.NAMESPACE, PrefixFilter.ALL, disk))
                .pollInterval(NO_POLL)
                .catchUpOnStart(PATIENCE)
                .startTimeout(PATIENCE)
                .build();
        long heapBefore = usedAfterCollection();
        before = board.ours().count();
        start = System.nanoTime();
        try (ParameterAgent agent = ParameterAgent.start(options)) {
            long nanos = System.nanoTime() - start;
            Count count = board.ours().count().minus(before);
            long heap = usedAfterCollection() - heapBefore;
            if (agent.status().parameters() != parameters || found != parameters) {
                throw new IllegalStateException(
                        "an agent serves " + agent.status().parameters() + " and a query finds " + found + " of "
                                + parameters + " parameters");
            }
            return new Result(nanos, bareNanos, count, bareCount, heap, disk.written());
        }
    }

    /** Twice: what only finalizers and references held goes the second time. */
    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
