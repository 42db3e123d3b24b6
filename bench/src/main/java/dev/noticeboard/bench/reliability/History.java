package dev.noticeboard.bench.reliability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What all clients did. Thread-safe. */
final class History {
    /**
     * A request to write, entered before it is sent, so that whoever sees its effect finds it.
     *
     * @param changes what each parameter is to have; empty for a deletion
     */
    record Request(String id, Map<String, String> changes) {}

    /**
     * How a request ended.
     *
     * @param revision that it made; 0 where it changed nothing or is not known to have
     * @param changeSet its id; empty in the same cases
     */
    record Ending(String id, Result result, long revision, String changeSet) {}

    /** What a client was told in the end. */
    enum Result {
        ACKNOWLEDGED,
        CONFLICT,
        REFUSED,
        UNKNOWN
    }

    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final Map<String, Ending> endings = new ConcurrentHashMap<>();
    private final Collection<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Collection<String> faults = new ConcurrentLinkedQueue<>();
    private final LongAdder repeats = new LongAdder();

    void begun(Request request) {
        requests.put(request.id(), request);
    }

    void ended(Ending ending) {
        endings.put(ending.id(), ending);
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    /** Counts a request for the table. */
    void count(String what, Result result) {
        counts.computeIfAbsent(what + "/" + result, k -> new LongAdder()).increment();
    }

    long counted(String what, Result result) {
        LongAdder count = counts.get(what + "/" + result);
        return count == null ? 0 : count.sum();
    }

    /** A repetition of an acknowledged request, whose answer was compared. */
    void repeated() {
        repeats.increment();
    }

    long repeats() {
        return repeats.sum();
    }

    void fault(String what) {
        faults.add(what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    Map<String, Request> requests() {
        return requests;
    }

    Map<String, Ending> endings() {
        return endings;
    }

    /** The operations of each parameter. */
    Map<String, List<Operation>> byParameter() {
        return new ArrayList<>(operations).stream().collect(Collectors.groupingBy(Operation::name));
    }
}
