package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.PrefixFilter;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole namespace while others write to it (design, section 2). The pages of a read are of different moments, so
 * they alone may show one half of a change set. The head read first, at revision R0, makes every page at least as new as R0;
 * the log read last, from R0+1 to at least the newest revision seen in any page, brings each parameter to one and the same
 * revision: whichever of page and log is newer wins, parameter by parameter.
 */
final class FirstSnapshot {
    /** A read is begun anew when the epoch changed or the log lost entries during it: both rare, so three will do. */
    private static final int ATTEMPTS = 3;

    private final Namespace namespace;
    private final BoardReader reader;
    private final ChangeSets changeSets;
    private final PrefixFilter filter;
    private final Clock clock;

    /**
     * A whole namespace.
     *
     * @param names every name that was read and is kept, tombstones too
     * @param sent the moment before the last read was sent
     * @param atHead whether that read showed that there was nothing newer
     */
    record Taken(Snapshot snapshot, Set<String> names, Instant sent, boolean atHead) {}

    /** What the board has of a parameter; a tombstone has no value. */
    private record Item(long revision, @Nullable Value value) {}

    FirstSnapshot(Namespace namespace, BoardReader reader, ChangeSets changeSets, PrefixFilter filter, Clock clock) {
        this.namespace = namespace;
        this.reader = reader;
        this.changeSets = changeSets;
        this.filter = filter;
        this.clock = clock;
    }

    /** @throws BoardReadException if a read fails, nothing was ever written, or the board would not hold still */
    Taken take() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Taken> taken = attempt();
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        throw new BoardReadException(
                "the change log of " + namespace + " has a hole or changes its epoch over and over");
    }

    private Optional<Taken> attempt() {
        Head start = head(reader.readHead(namespace).orElse(null));
        Map<String, Item> items = new HashMap<>();
        long newest = start.revision();
        for (Parameter p : reader.readAll(namespace)) {
            WellFormed.parameter(p, namespace);
            if (filter.keeps(p.name())) {
                items.put(p.name().text(), new Item(p.revision(), Value.of(p).orElse(null)));
            }
            newest = Math.max(newest, p.revision());
        }
        Instant sent = clock.instant();
        BoardReader.LogAnswer log = reader.readLog(namespace, start.revision(), true);
        Head end = head(log.head());
        List<ChangeSet> run = changeSets.resolve(ChangeSets.contiguous(log.entries(), start.revision()));
        long reached = start.revision() + run.size();
        boolean oneEpoch = end.epoch().equals(start.epoch())
                && run.stream()
                        .allMatch(
                                c -> WellFormed.changeSet(c, namespace).epoch().equals(start.epoch()));
        if (!oneEpoch || reached < newest) {
            return Optional.empty();
        }
        for (ChangeSet changeSet : run) {
            overlay(items, changeSet);
        }
        Map<String, Value> values = new HashMap<>();
        items.forEach((name, item) -> {
            if (item.value != null) {
                values.put(name, item.value);
            }
        });
        Snapshot snapshot = new Snapshot(namespace, start.epoch(), reached, values, List.of());
        return Optional.of(new Taken(snapshot, items.keySet(), sent, end.revision() == reached));
    }

    private Head head(@Nullable Head head) {
        if (head == null) {
            throw new BoardReadException(
                    namespace + " has no head: nothing was ever written there, or this is not its table");
        }
        return WellFormed.head(head, namespace);
    }

    private void overlay(Map<String, Item> items, ChangeSet changeSet) {
        for (Target target : changeSets.targets(changeSet).values()) {
            items.merge(
                    target.name().text(),
                    new Item(changeSet.revision(), target.value()),
                    (read, logged) -> logged.revision > read.revision ? logged : read);
        }
    }
}
