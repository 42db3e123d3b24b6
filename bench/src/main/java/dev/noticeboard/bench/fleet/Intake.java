package dev.noticeboard.bench.fleet;

import java.time.Duration;

/** The reports function: it takes in what its partitions grant, and the rest waits in the queue. For one thread. */
final class Intake {
    private static final Duration TICK = Duration.ofMillis(100);

    /** By when the change has arrived and its reports are sent: the agents' delay is 2 s. */
    private static final double SENT_SECONDS = 3;

    private final VirtualTime time;
    private final Aws aws;
    private final Bill bill;
    private long backlog;
    private double begun;
    private double emptied = Double.NaN;

    Intake(VirtualTime time, Aws aws, Bill bill) {
        this.time = time;
        this.aws = aws;
        this.bill = bill;
        time.after(TICK, this::take);
    }

    /** Waits from now on for the reports of a change. */
    void begin() {
        begun = time.seconds();
        emptied = Double.NaN;
    }

    /** A report was sent. */
    void reported() {
        bill.reported();
        backlog++;
    }

    private void take() {
        time.after(TICK, this::take);
        // A read of the lease, and a write of the report.
        for (long n = Math.min(backlog, aws.room(Quota.LEASE_READS, Quota.REPORT_WRITES)); n > 0; n--) {
            aws.take(Quota.LEASE_READS, 1);
            aws.take(Quota.REPORT_WRITES, 1);
            backlog--;
        }
        // Before that the change's reports are still being drawn out by the agents' delay; later ones are heartbeats.
        if (backlog == 0 && Double.isNaN(emptied) && time.seconds() >= begun + SENT_SECONDS) {
            emptied = time.seconds() - begun;
        }
    }

    /** After how many seconds the reports of the change were taken in; not a number while they are not. */
    double emptied() {
        return emptied;
    }
}
