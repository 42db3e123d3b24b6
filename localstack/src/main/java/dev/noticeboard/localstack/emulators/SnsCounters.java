package dev.noticeboard.localstack.emulators;

import java.util.concurrent.atomic.LongAdder;

/** What became of the deliveries so far. Thread-safe. */
final class SnsCounters {
    final LongAdder delivered = new LongAdder();
    final LongAdder undeliverable = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder retried = new LongAdder();
}
