package dev.noticeboard.bench.scale;

import com.sun.management.ThreadMXBean;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.snapshot.FileSnapshotStore;
import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.sync.Announcer;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.Counters;
import dev.noticeboard.agent.sync.Sync;
import dev.noticeboard.bench.scale.WireCounter.Count;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Changes one parameter again and again: committed through the API and, in turn, by its bare transaction; then applied by an agent's rules. */
final class Changes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ScaleBoard board;
    private final Path folder;
    private final ParameterName name;

    /**
     * What one came to, the median of some.
     *
     * @param nanos from the request to the answer
     * @param bareNanos its transaction alone
     * @param count the calls of all
     * @param bareCount the peer's
     * @param times how many all are
     * @param applied what applying one costs an agent
     */
    record Result(long nanos, long bareNanos, Count count, Count bareCount, int times, Applied applied) {}

    /**
     * What one costs an agent with a disk, a guard and a listener.
     *
     * @param nanos from the notice to told, disk included
     * @param allocated bytes
     * @param written bytes to its disk
     */
    record Applied(long nanos, long allocated, long written) {}

    Changes(ScaleBoard board, Path folder, ParameterName name) {
        this.board = board;
        this.folder = folder;
        this.name = name;
    }

    /** Measures so many changes, the first quarter of which does not count. */
    Result run(int times) {
        CountingDisk disk = new CountingDisk();
        BoardReader reader = AwsAgentClients.of(
                        board.clients().dynamoDb(), board.clients().sqs())
                .boardReader(board.table());
        AtomicInteger heard = new AtomicInteger();
        Sync agent = agent(reader, disk, heard);
        long from = agent.served().orElseThrow().revision();
        Result committed = commit(times);
        List<ChangeSet> log = reader.readLog(PublicTree.NAMESPACE, from, true).entries();
        List<Applied> applied = new ArrayList<>();
        for (ChangeSet changeSet : log) {
            applied.add(apply(agent, Json.write(Notice.inline(changeSet)), disk));
        }
        if (heard.get() != times || log.size() != times) {
            throw new IllegalStateException(times + " changes, " + log.size() + " in the log, " + heard + " heard");
        }
        List<Applied> counted = applied.subList(times / 4, times);
        return new Result(
                committed.nanos,
                committed.bareNanos,
                committed.count,
                committed.bareCount,
                times,
                new Applied(
                        Snapshots.median(counted.stream().map(Applied::nanos).toList()),
                        Snapshots.median(
                                counted.stream().map(Applied::allocated).toList()),
                        Snapshots.median(counted.stream().map(Applied::written).toList())));
    }

    private Sync agent(BoardReader reader, CountingDisk disk, AtomicInteger heard) {
        Counters counters = new Counters();
        Announcer announcer = new Announcer(counters);
        announcer.add(
                Scope.everything(), change -> heard.addAndGet(change.changes().size()), Runnable::run);
        Sync sync = new Sync(
                PublicTree.NAMESPACE,
                reader,
                new FileSnapshotStore(folder.resolve("changed"), PublicTree.NAMESPACE, PrefixFilter.ALL, disk),
                change -> change.after().size() > 0 ? Guard.accept() : Guard.veto("lost all"),
                announcer,
                counters,
                Clock.systemUTC());
        sync.load();
        sync.refresh(true);
        heard.set(0);
        return sync;
    }

    private Result commit(int times) {
        board.bare().copy(TableKeys.log(PublicTree.NAMESPACE), TableKeys.HEAD);
        List<TransactWriteItemsRequest> last = new ArrayList<>();
        board.ours().onCommit(request -> {
            last.clear();
            last.add(request);
        });
        List<Long> nanos = new ArrayList<>();
        List<Long> bareNanos = new ArrayList<>();
        Count count = Count.none();
        Count bareCount = Count.none();
        for (int i = 0; i < times; i++) {
            Count before = board.ours().count();
            long start = System.nanoTime();
            Reply<CommitAnswer> reply = board.api().put(name, PutRequest.of("value " + i, null, null, null, null));
            nanos.add(System.nanoTime() - start);
            count = count.plus(board.ours().count().minus(before));
            if (!(reply instanceof Reply.Accepted<CommitAnswer>)) {
                throw new IllegalStateException("a change was refused");
            }
            before = board.peers().count();
            start = System.nanoTime();
            board.bare().repeat(last.get(0));
            bareNanos.add(System.nanoTime() - start);
            bareCount = bareCount.plus(board.peers().count().minus(before));
        }
        board.ours().onCommit(request -> {});
        return new Result(
                Snapshots.median(nanos.subList(times / 4, times)),
                Snapshots.median(bareNanos.subList(times / 4, times)),
                count,
                bareCount,
                times,
                new Applied(0, 0, 0));
    }

    private static Applied apply(Sync agent, String notice, CountingDisk disk) {
        long written = disk.written();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        agent.onNotices(List.of(notice));
        long nanos = System.nanoTime() - start;
        return new Applied(nanos, THREADS.getCurrentThreadAllocatedBytes() - allocated, disk.written() - written);
    }
}
