package dev.noticeboard.bench.reliability;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.localstack.chaos.Ledger;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The namespace at each revision, where many write at once: the change log tells the order, and the clients' own requests what was written.
 * What the log says is held against the clients in {@link LogCheck}. Thread-safe.
 */
final class LogLedger implements Ledger {
    private static final int PAGE = 100;

    private final BoardApi truth;
    private final History history;
    private final Map<Long, Map<String, String>> states = new ConcurrentHashMap<>(Map.of(0L, Map.of()));
    private final List<ChangeSet> log = new ArrayList<>();

    /** @param truth the API of functions that nothing befalls */
    LogLedger(BoardApi truth, History history) {
        this.truth = truth;
        this.history = history;
    }

    @Override
    public Map<String, String> at(long revision) {
        Map<String, String> known = states.get(revision);
        if (known == null) {
            read(revision);
            known = states.get(revision);
        }
        if (known == null) {
            throw new AssertionError("nobody wrote revision " + revision);
        }
        return known;
    }

    /** The newest revision there is. */
    long head() {
        return page(Math.max(0, size() - 1)).revision();
    }

    private synchronized int size() {
        return log.size();
    }

    private ChangesPage page(long after) {
        return truth.changes(NAMESPACE, after, PAGE).fold(page -> page, refused -> {
            throw new AssertionError("the log cannot be read: " + refused);
        });
    }

    private synchronized void read(long revision) {
        while (log.size() < revision) {
            List<ChangeSet> more = page(log.size()).changeSets();
            if (more.isEmpty()) {
                return;
            }
            for (ChangeSet changeSet : more) {
                if (changeSet.revision() != log.size() + 1) {
                    throw new AssertionError("the log has revision " + changeSet.revision() + " after " + log.size());
                }
                states.put(changeSet.revision(), after(changeSet));
                log.add(changeSet);
            }
        }
    }

    private Map<String, String> after(ChangeSet changeSet) {
        History.Request request = history.requests().get(String.valueOf(changeSet.why()));
        if (request == null) {
            throw new AssertionError("revision " + changeSet.revision() + " is of no client's request");
        }
        Map<String, String> next = new HashMap<>(at(changeSet.revision() - 1));
        request.changes().forEach((name, value) -> {
            if (value.isEmpty()) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return Map.copyOf(next);
    }

    /** All of the log. */
    synchronized List<ChangeSet> log() {
        read(head());
        return List.copyOf(log);
    }
}
