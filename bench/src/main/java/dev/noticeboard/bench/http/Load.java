package dev.noticeboard.bench.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** A load of kept-alive connections, each of which asks again once it is answered. */
final class Load {
    /** Ten seconds, the longest that counts, to three digits. */
    private static final long LONGEST = 10_000_000_000L;

    private static final int DIGITS = 3;

    /**
     * What came of it.
     *
     * @param times of the answers, ns
     * @param perSecond answers
     */
    record Result(Histogram times, double perSecond) {}

    private Load() {}

    /**
     * Asks for a while.
     *
     * @throws IOException if an answer is other than 200, or none
     */
    static Result run(int port, byte[] request, int connections, Duration time)
            throws IOException, InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Histogram>> tasks = new ArrayList<>();
            long began = System.nanoTime();
            long until = began + time.toNanos();
            for (int i = 0; i < connections; i++) {
                tasks.add(() -> client(port, request, until));
            }
            Histogram all = new Histogram(LONGEST, DIGITS);
            for (Future<Histogram> future : clients.invokeAll(tasks)) {
                all.add(future.get());
            }
            return new Result(all, all.getTotalCount() / ((System.nanoTime() - began) / 1e9));
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private static Histogram client(int port, byte[] request, long until) throws IOException {
        Histogram times = new Histogram(LONGEST, DIGITS);
        try (Connection connection = new Connection(port)) {
            while (System.nanoTime() - until < 0) {
                long began = System.nanoTime();
                connection.exchange(request);
                times.recordValue(Math.min(System.nanoTime() - began, LONGEST));
            }
        }
        return times;
    }
}
