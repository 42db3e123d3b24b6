package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.ValueChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of one namespace, as its listener heard them: names and versions, no values. Bounded: whoever asks from
 * further back is told to read anew. Thread-safe.
 *
 * <p>The listener hears a change a moment after the snapshot has it. So what the ring answers never reaches further
 * than what it heard: a client that goes on from an answer's revision misses nothing, and one that goes on from a
 * snapshot's may hear of a change that it has.
 */
final class ChangeRing {
    /** Names in all changes together: some 4,096 names of 100 bytes are under 1 MiB. */
    static final int NAMES = 4096;

    /** One parameter that changed. */
    record Entry(
            String name, @Nullable Long version, @Nullable Boolean deleted) {}

    /**
     * What came after a revision.
     *
     * @param reset whether the ring cannot tell what came; the client reads all anew, and goes on from this revision
     */
    record Page(String namespace, String epoch, long revision, boolean reset, List<Entry> changes) {}

    /** Somebody who waits for the next change. */
    static final class Waiter {
        final CompletableFuture<Void> woken = new CompletableFuture<>();
    }

    private record Heard(long revision, List<Entry> entries) {}

    private final String namespace;
    private final Deque<Heard> ring = new ArrayDeque<>();
    private int names;
    private @Nullable String epoch;
    private long floor;
    private long newest;
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

    ChangeRing(String namespace) {
        this.namespace = namespace;
    }

    /** Hears a change. */
    void changed(SnapshotChange change) {
        synchronized (this) {
            if (!change.epoch().equals(epoch)) {
                // Another line of revisions begins: nothing that was heard before leads there.
                boolean first = epoch == null;
                begin(change.epoch(), first ? change.fromRevision() : change.toRevision());
                if (first) {
                    add(change);
                }
            } else if (change.toRevision() > newest) {
                add(change);
            }
        }
        wake();
    }

    private void begin(String newEpoch, long from) {
        ring.clear();
        names = 0;
        epoch = newEpoch;
        floor = from;
        newest = from;
    }

    private void add(SnapshotChange change) {
        List<Entry> entries = change.changes().stream().map(ChangeRing::entry).toList();
        ring.add(new Heard(change.toRevision(), entries));
        newest = change.toRevision();
        names += entries.size();
        while (names > NAMES) {
            Heard oldest = ring.remove();
            names -= oldest.entries.size();
            floor = oldest.revision;
        }
    }

    private static Entry entry(ValueChange c) {
        var after = c.after();
        return new Entry(c.name().text(), after == null ? null : after.version(), after == null ? true : null);
    }

    /** Is woken when the next change was heard; kept until it is forgotten. */
    Waiter next() {
        Waiter next = new Waiter();
        waiting.add(next);
        return next;
    }

    /** Keeps it no longer. */
    void forget(Waiter next) {
        waiting.remove(next);
    }

    /** Wakes all who wait, as a change does. */
    void wake() {
        waiting.forEach(w -> w.woken.complete(null));
    }

    /**
     * What came after a revision.
     *
     * @param now the snapshot as it is now
     * @param knownEpoch the epoch that the client counts in; absent if it does not say
     */
    synchronized Page after(long revision, @Nullable String knownEpoch, Snapshot now) {
        String current = epoch;
        if (current == null) {
            current = now.epoch();
            begin(current, now.revision());
        }
        boolean sameEpoch = (knownEpoch == null || knownEpoch.equals(current));
        boolean ahead = revision > Math.max(newest, current.equals(now.epoch()) ? now.revision() : newest);
        if (!sameEpoch || revision < floor || ahead) {
            return new Page(namespace, current, newest, true, List.of());
        }
        Map<String, Entry> merged = new LinkedHashMap<>();
        for (Heard heard : ring) {
            if (heard.revision > revision) {
                heard.entries.forEach(e -> {
                    merged.remove(e.name);
                    merged.put(e.name, e);
                });
            }
        }
        return new Page(namespace, current, Math.max(newest, revision), false, new ArrayList<>(merged.values()));
    }
}
