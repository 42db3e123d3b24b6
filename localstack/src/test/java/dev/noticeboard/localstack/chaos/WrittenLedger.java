package dev.noticeboard.localstack.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the namespace holds at each revision, by its only writer, who enters a revision before it is committed: an agent
 * that sees it early still finds it here. Thread-safe.
 */
final class WrittenLedger implements Ledger {
    private final Map<Long, Map<String, String>> states = new ConcurrentHashMap<>(Map.of(0L, Map.of()));
    private volatile long head;

    /** The state that the next revision will have. */
    void expect(Map<String, String> changes) {
        Map<String, String> next = new HashMap<>(states.get(head));
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        states.put(head + 1, Map.copyOf(next));
    }

    void committed(long revision) {
        if (revision != head + 1) {
            throw new AssertionError("revision " + revision + " after " + head + ": somebody else wrote");
        }
        head = revision;
    }

    long head() {
        return head;
    }

    @Override
    public Map<String, String> at(long revision) {
        Map<String, String> state = states.get(revision);
        if (state == null) {
            throw new AssertionError("nobody wrote revision " + revision);
        }
        return state;
    }
}
