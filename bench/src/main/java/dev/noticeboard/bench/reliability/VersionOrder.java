package dev.noticeboard.bench.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The second opinion on a parameter's history: its versions are in the answers and order its writes, so that it suffices to look whether the
 * order of versions breaks the order of time. An answered operation that ended before another began must not have a higher version;
 * nobody may have read a version before its write was called. Reads that found nothing carry no version and are judged by {@link Linearizability}
 * alone.
 */
final class VersionOrder {
    private VersionOrder() {}

    /** What is wrong with the operations of one parameter; empty if nothing is. */
    static List<String> faults(List<Operation> history) {
        List<String> faults = new ArrayList<>();
        Map<Long, Operation> writes = new TreeMap<>();
        Map<String, Operation> byValue = new HashMap<>();
        List<Operation> versioned = new ArrayList<>();
        for (Operation o : history) {
            if (o.writes() && o.value() != null) {
                byValue.put(o.value(), o);
            }
            if (o.outcome() != Operation.Outcome.DONE || o.version() == 0) {
                continue;
            }
            versioned.add(o);
            if (o.writes()) {
                Operation other = writes.put(o.version(), o);
                if (other != null) {
                    faults.add(o + " and " + other + " have the same version");
                }
            }
        }
        for (Operation o : versioned) {
            if (o.kind() == Operation.Kind.READ) {
                faults.addAll(read(o, writes, byValue));
            }
        }
        faults.addAll(time(versioned));
        return faults;
    }

    private static List<String> read(Operation o, Map<Long, Operation> writes, Map<String, Operation> byValue) {
        Operation source = o.value() == null ? null : byValue.get(o.value());
        if (source == null) {
            return List.of(o + " read what nobody wrote");
        }
        if (source.invoked() > o.returned()) {
            return List.of(o + " read what " + source + " wrote later");
        }
        Operation same = writes.get(o.version());
        boolean other = same != null && !Objects.equals(same.value(), o.value());
        return other ? List.of(o + " read another value than " + same + " wrote") : List.of();
    }

    /** One pass over calls and answers: a call must find no answered operation above it; an equal one only if one of both is a read. */
    private static List<String> time(List<Operation> versioned) {
        List<Operation> byCall = new ArrayList<>(versioned);
        byCall.sort(Comparator.comparingLong(Operation::invoked));
        List<Operation> byAnswer = new ArrayList<>(versioned);
        byAnswer.sort(Comparator.comparingLong(Operation::returned));
        List<String> faults = new ArrayList<>();
        int answered = 0;
        long newest = 0;
        for (Operation o : byCall) {
            while (answered < byAnswer.size() && byAnswer.get(answered).returned() < o.invoked()) {
                newest = Math.max(newest, byAnswer.get(answered++).version());
            }
            if (o.version() < newest || (o.version() == newest && o.writes())) {
                faults.add(o + " after version " + newest + " was answered");
            }
        }
        return faults;
    }
}
