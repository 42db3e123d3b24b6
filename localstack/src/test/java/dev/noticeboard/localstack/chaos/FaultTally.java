package dev.noticeboard.localstack.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what went wrong on purpose. Thread-safe. */
final class FaultTally {
    private final Map<Fault, LongAdder> counts = new EnumMap<>(Fault.class);

    FaultTally() {
        for (Fault fault : Fault.values()) {
            counts.put(fault, new LongAdder());
        }
    }

    void add(Fault fault) {
        counts.get(fault).increment();
    }

    /** All kinds, those that never happened too. */
    Map<Fault, Long> counts() {
        Map<Fault, Long> now = new EnumMap<>(Fault.class);
        counts.forEach((fault, count) -> now.put(fault, count.sum()));
        return now;
    }
}
