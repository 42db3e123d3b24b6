package dev.noticeboard.bench.fleet;

import java.time.Duration;

/** The reports function: it takes in what its partitions grant, and the rest waits in the queue. For one thread. */
final class Intake {
    private static final Duration TICK = Duration.ofMillis(100);

    private final VirtualTime time;
    private final Aws aws;
    private final Bill bill;
    private long backlog;
    private double emptied;

    Intake(VirtualTime time, Aws aws, Bill bill) {
        this.time = time;
        this.aws = aws;
        this.bill = bill;
        time.after(TICK, this::take);
    }

    /** A report was sent. */
    void reported() {
        bill.reported();
        backlog++;
    }

    private void take() {
        time.after(TICK, this::take);
        if (backlog == 0) {
            return;
        }
        // A read of the lease, and a write of the report.
        for (long n = Math.min(backlog, aws.room(Quota.LEASE_READS, Quota.REPORT_WRITES)); n > 0; n--) {
            aws.take(Quota.LEASE_READS, 1);
            aws.take(Quota.REPORT_WRITES, 1);
            backlog--;
        }
        if (backlog == 0) {
            emptied = time.seconds();
        }
    }

    /** How many reports wait. */
    long backlog() {
        return backlog;
    }

    /** When the queue was last emptied, in seconds. */
    double emptied() {
        return emptied;
    }
}
