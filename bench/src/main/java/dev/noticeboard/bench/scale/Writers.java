package dev.noticeboard.bench.scale;

import dev.noticeboard.bench.scale.WireCounter.Count;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writers that share nothing but the table, each with functions of its own as Lambda's instances have, commit for a time into one namespace or many. */
final class Writers {
    static final int WRITERS = 8;
    /** Names that a namespace's writers write. */
    private static final int NAMES = 20;

    private final ScaleBoard board;
    private final List<BoardApi> processes = new ArrayList<>();
    private final long seed;

    /**
     * What they came to.
     *
     * @param seconds how long it took until the last was answered
     * @param committed change sets
     * @param refused requests that were given up as busy, or reported as such by the API
     * @param count the calls
     */
    record Result(double seconds, long committed, long refused, Count count) {
        double perSecond() {
            return committed / seconds;
        }

        /** Of 100 transactions those that were cancelled by a conflict. */
        double conflicts() {
            return count.transactions() == 0 ? 0 : 100.0 * count.cancelled() / count.transactions();
        }
    }

    /** One attempt to commit; whether it was. */
    @FunctionalInterface
    private interface Attempt {
        boolean commit(Namespace namespace, int round, SplittableRandom random);
    }

    Writers(ScaleBoard board, long seed) {
        this.board = board;
        this.seed = seed;
        for (int i = 0; i < WRITERS; i++) {
            processes.add(board.process());
        }
    }

    /** Through the API. */
    Result ours(int namespaces, Duration time) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        for (BoardApi api : processes) {
            attempts.add((namespace, round, random) -> {
                ParameterName name = new ParameterName(namespace.nameAt("p" + random.nextInt(NAMES)));
                Reply<CommitAnswer> reply = api.put(name, PutRequest.of("value " + round, null, null, null, null));
                return reply instanceof Reply.Accepted<CommitAnswer>;
            });
        }
        return run(attempts, namespaces, time, board.ours());
    }

    /** By bare transactions, each of which reads the head first; who loses reads and tries again at once. */
    Result bare(int namespaces, Duration time) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            attempts.add((namespace, round, random) -> {
                String name = namespace.nameAt("p" + random.nextInt(NAMES));
                while (!Thread.currentThread().isInterrupted()) {
                    if (board.bare().raceForHead(namespace, name, "value " + round)) {
                        return true;
                    }
                }
                return false;
            });
        }
        return run(attempts, namespaces, time, board.peers());
    }

    private Result run(List<Attempt> attempts, int namespaces, Duration time, WireCounter counter)
            throws InterruptedException {
        Count before = counter.count();
        ExecutorService pool = Executors.newFixedThreadPool(attempts.size());
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try {
            List<Callable<long[]>> tasks = new ArrayList<>();
            for (int w = 0; w < attempts.size(); w++) {
                SplittableRandom random = new SplittableRandom(seed + w);
                Attempt attempt = attempts.get(w);
                int writer = w;
                tasks.add(() -> writeUntil(end, attempt, namespaces, writer, random));
            }
            long committed = 0;
            long refused = 0;
            for (Future<long[]> done : pool.invokeAll(tasks)) {
                committed += done.get()[0];
                refused += done.get()[1];
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result(seconds, committed, refused, counter.count().minus(before));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a writer failed", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long[] writeUntil(long end, Attempt attempt, int namespaces, int writer, SplittableRandom random) {
        long[] done = new long[2];
        for (int i = 0; System.nanoTime() < end; i++) {
            Namespace namespace = new Namespace("/writers-" + namespaces + "/n" + random.nextInt(namespaces));
            done[attempt.commit(namespace, WRITERS * i + writer, random) ? 0 : 1]++;
        }
        return done;
    }
}
