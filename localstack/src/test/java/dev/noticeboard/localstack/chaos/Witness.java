package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.SnapshotChange;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.snapshot.Withheld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Holds one host to the promises, across its restarts: what it serves is compared with the ledger, what its listener hears
 * with what it heard before. Thread-safe.
 */
final class Witness {
    private static final int KEPT = 5;

    private final String host;
    private final Ledger ledger;
    private final boolean guarded;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<String, @Nullable String> heard = new HashMap<>();
    private final LongAdder checks = new LongAdder();
    private long newest;
    private long newestHeard;
    /** At the start too: what is served first is no change. */
    private boolean refusalForgotten = true;

    Witness(String host, Ledger ledger, boolean guarded) {
        this.host = host;
        this.ledger = ledger;
        this.guarded = guarded;
    }

    /** Refuses to change to an odd number; one that is served already is no reason to refuse others. */
    static Guard.Verdict check(ChangePreview change) {
        boolean odd = change.changes().stream()
                .filter(c -> c.name().text().equals(Ledger.GUARDED))
                .map(ValueChange::after)
                .anyMatch(after -> after != null && odd(after));
        return odd ? Guard.veto("odd numbers crash this host") : Guard.accept();
    }

    private static boolean odd(Value value) {
        return Integer.parseInt(value.text()) % 2 != 0;
    }

    /**
     * A new process: it knows nothing of what the one before told its listeners. Without its file it does not know either what
     * its guard refused, and what is served first is no change that a guard could be asked about.
     */
    synchronized void restarted(boolean withItsFile) {
        refusalForgotten |= !withItsFile;
        heard.clear();
        newestHeard = 0;
    }

    /** What the host serves at this moment. */
    synchronized void saw(Snapshot snapshot) {
        checks.increment();
        long revision = snapshot.revision();
        if (revision < newest) {
            fault("4.1: serves revision " + revision + " after " + newest);
        }
        newest = Math.max(newest, revision);
        Map<String, String> expected = new HashMap<>(ledger.at(revision));
        Map<String, String> served = new HashMap<>();
        snapshot.values().forEach((name, value) -> served.put(name, value.text()));
        if (guarded) {
            expected.remove(Ledger.GUARDED);
            String value = served.remove(Ledger.GUARDED);
            boolean refused = value != null && Integer.parseInt(value) % 2 != 0;
            refusalForgotten &= refused;
            if (refused && !refusalForgotten) {
                fault("4.6: serves what its guard refuses, at revision " + revision);
            }
        }
        if (!served.equals(expected)) {
            fault("4.2, 4.3, 4.5: serves something else than revision " + revision + " has: "
                    + differing(expected, served) + ", withheld "
                    + snapshot.withheld().stream().map(Withheld::names).toList());
        }
    }

    private static Set<String> differing(Map<String, String> expected, Map<String, String> served) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(served.keySet());
        names.removeIf(n -> Objects.equals(expected.get(n), served.get(n)));
        return names;
    }

    /** What the host's listener was told. */
    synchronized void heard(SnapshotChange change) {
        checks.increment();
        if (change.toRevision() <= newestHeard) {
            fault("4.6: was told of revision " + change.toRevision() + " after " + newestHeard);
        }
        newestHeard = change.toRevision();
        for (ValueChange c : change.changes()) {
            String name = c.name().text();
            if (heard.containsKey(name) && !Objects.equals(heard.get(name), text(c.before()))) {
                fault("4.6: was not told of a change of " + name + " before revision " + change.toRevision());
            }
            heard.put(name, text(c.after()));
        }
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.text();
    }

    void fault(String what) {
        if (faults.size() < KEPT) {
            faults.add(host + ": " + what);
        }
    }

    /** How often something was compared. */
    long checks() {
        return checks.sum();
    }

    synchronized long newest() {
        return newest;
    }

    List<String> faults() {
        return faults;
    }
}
