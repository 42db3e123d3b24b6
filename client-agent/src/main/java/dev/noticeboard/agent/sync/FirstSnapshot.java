package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Rollout;
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
 * the log read last, from R0+1 to at least the newest revision seen in any page or rollout, brings each parameter and each
 * rollout to one and the same revision: whichever of item and log is newer wins, item by item. So it does not matter how much
 * later the log is read: where that read fails, only it is made again, or a throttled fleet would begin anew over and over.
 * Under the sync core's lock.
 */
final class FirstSnapshot {
    /** A read is begun anew when the epoch changed or the log lost entries during it: both rare, so three will do. */
    private static final int ATTEMPTS = 3;

    private final Namespace namespace;
    private final BoardReader reader;
    private final ChangeSets changeSets;
    private final HostIdentity host;
    private final Clock clock;
    /** What was read before a log that could not be read. */
    private @Nullable WholeRead begun;

    /**
     * A whole namespace.
     *
     * @param names every name that was read and is kept, tombstones too
     * @param sent the moment before the last read was sent
     * @param atHead whether that read showed that there was nothing newer
     * @param traceparent the trace of the newest change set, where the log told it
     */
    record Taken(
            Snapshot snapshot,
            Set<String> names,
            Instant sent,
            boolean atHead,
            @Nullable String traceparent) {}

    FirstSnapshot(Namespace namespace, BoardReader reader, ChangeSets changeSets, HostIdentity host, Clock clock) {
        this.namespace = namespace;
        this.reader = reader;
        this.changeSets = changeSets;
        this.host = host;
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
        throw new BoardReadException("the change log of " + namespace
                + " has a hole or changes its epoch over and over, or a rollout's candidates are not in the history");
    }

    private Optional<Taken> attempt() {
        WholeRead before = begun;
        WholeRead read = before == null ? begin() : before;
        begun = read;
        Optional<Taken> taken = end(read, before != null);
        begun = null;
        return taken;
    }

    private WholeRead begin() {
        Head start = head(reader.readHead(namespace).orElse(null));
        WholeRead read = new WholeRead(start, changeSets.filter());
        reader.readAll(namespace).forEach(p -> read.page(WellFormed.current(p, namespace)));
        for (Rollout rollout : reader.readRollouts(namespace)) {
            read.rollout(WellFormed.rollout(rollout, namespace));
        }
        // The log, read after it, tells whether the history was of the same epoch.
        List<BoardReader.VersionKey> exposed = read.missing();
        if (!exposed.isEmpty()) {
            reader.readVersions(namespace, exposed).forEach(p -> read.version(WellFormed.parameter(p, namespace)));
        }
        return read;
    }

    /** @param resumed whether the pages were read by an earlier attempt, since when retention may have taken the log's entries */
    private Optional<Taken> end(WholeRead read, boolean resumed) {
        Head start = read.start();
        Instant sent = clock.instant();
        BoardReader.LogAnswer log = reader.readLog(namespace, start.revision(), true);
        Head end = head(log.head());
        List<ChangeSet> run = changeSets.resolve(ChangeSets.contiguous(log.entries(), start.revision()));
        long reached = start.revision() + run.size();
        boolean oneEpoch = end.epoch().equals(start.epoch())
                && run.stream()
                        .allMatch(
                                c -> WellFormed.changeSet(c, namespace).epoch().equals(start.epoch()));
        boolean lost = resumed && run.isEmpty() && end.revision() > reached;
        if (!oneEpoch || lost || reached < read.newest()) {
            return Optional.empty();
        }
        run.forEach(read::overlay);
        List<BoardReader.VersionKey> promoted = read.missing();
        if (!promoted.isEmpty()) {
            changeSets.versions(namespace, start.epoch(), promoted).forEach(read::version);
        }
        String traceparent = run.isEmpty() ? null : run.get(run.size() - 1).traceparent();
        return read.held(host)
                .map(held -> new Taken(
                        snapshot(read, held, start.epoch(), reached),
                        read.names(),
                        sent,
                        end.revision() == reached,
                        traceparent));
    }

    private Head head(@Nullable Head head) {
        if (head == null) {
            throw new BoardReadException(
                    namespace + " has no head: nothing was ever written there, or this is not its table");
        }
        return WellFormed.head(head, namespace);
    }

    private Snapshot snapshot(WholeRead read, List<HeldRollout> held, String epoch, long reached) {
        Map<String, Value> values = new HashMap<>();
        for (Target target : read.stable()) {
            serve(values, target);
        }
        held.stream().filter(HeldRollout::exposed).forEach(r -> r.targets().forEach(t -> serve(values, t)));
        return new Snapshot(namespace, epoch, reached, values, List.of()).holding(held);
    }

    private static void serve(Map<String, Value> values, Target target) {
        Value value = target.value();
        if (value == null) {
            values.remove(target.name().text());
        } else {
            values.put(target.name().text(), value);
        }
    }
}
