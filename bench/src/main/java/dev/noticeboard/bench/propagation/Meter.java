package dev.noticeboard.bench.propagation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Puts changes one by one, the next only when all have the former. For one thread. */
final class Meter {
    /** Of the stream pollers of both sides. */
    private static final Duration STREAM_PAUSE = Duration.ofMillis(25);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Arrivals arrivals;
    private final Calm calm;
    private final LongSupplier delivered;
    private long change;

    /** @param delivered how many messages SNS has delivered to queues so far */
    Meter(Arrivals arrivals, Calm calm, LongSupplier delivered) {
        this.arrivals = arrivals;
        this.calm = calm;
        this.delivered = delivered;
    }

    /** What was found of one side. */
    record Found(Samples samples, Stages stages) {
        Found() {
            this(new Samples(), new Stages());
        }
    }

    /** As many changes as the cell has, each by all sides in turn; fewer where the time is up. */
    void measure(List<? extends Side> sides, Cell cell, List<Found> found) throws InterruptedException {
        long end = System.nanoTime() + cell.limit().multipliedBy(sides.size()).toNanos();
        for (int i = 0; i < cell.changes() && (i < 2 || System.nanoTime() < end); i++) {
            for (int side = 0; side < sides.size(); side++) {
                once(sides.get(side), cell, found.get(side));
            }
        }
    }

    /** Changes that nobody counts. */
    void warmUp(List<? extends Side> sides, Cell cell, int changes) throws InterruptedException {
        for (int i = 0; i < changes; i++) {
            for (Side side : sides) {
                once(side, cell, new Found());
            }
        }
    }

    /** A change of a side, after a calm. */
    private void once(Side side, Cell cell, Found found) throws InterruptedException {
        if (cell.waitsForCalm()) {
            calm.await();
        }
        calm.pause(cell.phase(STREAM_PAUSE));
        change++;
        arrivals.expect(change, cell.receivers());
        AwsSide aws = side instanceof AwsSide a ? a : null;
        if (aws != null) {
            aws.calls().begin();
        }
        long before = delivered.getAsLong();
        long sent = System.nanoTime();
        side.put(change, cell.way());
        arrivals.await(PATIENCE);
        long[] told = arrivals.times();
        found.samples().add(sent, told);
        if (aws != null && cell.way() != Way.POLL) {
            found.stages()
                    .add(sent, aws.calls().of(aws.write()), aws.calls().of("Publish"), arrivals.receivedTimes(), told);
        }
        if (cell.way() == Way.URGENT) {
            awaitCopies(before + 2L * cell.receivers());
        }
    }

    /** An urgent change comes twice; the stream's copy must not be on its way while the next one is measured. */
    private void awaitCopies(long messages) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (delivered.getAsLong() < messages && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
