package dev.noticeboard.bench.propagation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/** When each receiver had the change that is under way. One thread expects and waits; receivers tell from any thread. */
final class Arrivals {
    private record Expected(long change, AtomicLongArray at, AtomicLongArray received, CountDownLatch missing) {
        Expected(long change, int receivers) {
            this(change, new AtomicLongArray(receivers), new AtomicLongArray(receivers), new CountDownLatch(receivers));
        }
    }

    private volatile Expected expected = new Expected(0, 0);

    /** Forgets the former change; from now on the first so many receivers are waited for. */
    void expect(long change, int receivers) {
        expected = new Expected(change, receivers);
    }

    /** A message came to a receiver; the first one that holds the change's value counts. */
    void received(int receiver, String body, long nanos) {
        Expected now = expected;
        if (receiver < now.received.length() && body.contains(Values.number(now.change))) {
            now.received.compareAndSet(receiver, 0, nanos);
        }
    }

    /** The application of a receiver has this change; what is told twice, or late, does not count. */
    void arrived(int receiver, long change, long nanos) {
        Expected now = expected;
        if (change == now.change && receiver < now.at.length() && now.at.compareAndSet(receiver, 0, nanos)) {
            now.missing.countDown();
        }
    }

    /**
     * Waits for all.
     *
     * @throws IllegalStateException if one has not told within this time
     */
    void await(Duration limit) throws InterruptedException {
        Expected now = expected;
        if (!now.missing.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(now.missing.getCount() + " of " + now.at.length()
                    + " receivers did not have change " + now.change + " after " + limit.toSeconds() + " s");
        }
    }

    /** When each had it, by {@link System#nanoTime}. */
    long[] times() {
        return values(expected.at);
    }

    /** When each received the change, by {@link System#nanoTime}; 0 where none was told. */
    long[] receivedTimes() {
        return values(expected.received);
    }

    private static long[] values(AtomicLongArray array) {
        return LongStream.range(0, array.length()).map(i -> array.get((int) i)).toArray();
    }
}
