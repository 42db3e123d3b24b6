package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads as {@code DynamoDbBoardReader} makes them, each call within what its partition grants: one that is throttled is tried again as the SDK
 * does, until the agent's limit for a call is over and the read fails. For one thread.
 */
final class TableReads implements BoardReader {
    /** {@code AwsAgentClients}: the longest call, retries included. */
    private static final Duration CALL = Duration.ofSeconds(10);
    /** The SDK's backoff of a throttled call in its legacy mode, the default: from 500 ms doubling up to 20 s, drawn at random. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);
    /** {@code DynamoDbVersions}: how often a batch may leave keys unprocessed, and the pause before they are asked for again. */
    private static final int BATCH_TURNS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final double UNIT_BYTES = 4096;

    private final FleetBoard board;
    private final Aws aws;
    private final VirtualTime time;
    private final Jitter jitter;
    private Session session = new Session();
    private double snapshotUnits;
    private long snapshotOf;
    /** Polls so far. */
    long polls;
    /** Whether nothing answers. */
    boolean cut;

    TableReads(FleetBoard board, Aws aws, VirtualTime time, Jitter jitter) {
        this.board = board;
        this.aws = aws;
        this.time = time;
        this.jitter = jitter;
    }

    /** The read that is made now. */
    void use(Session read) {
        session = read;
    }

    private static double units(int bytes, boolean consistent) {
        return Math.max(1, Math.ceil(bytes / UNIT_BYTES)) * (consistent ? 1 : 0.5);
    }

    /** One call: it may be answered already, wait, fail, or be answered now. */
    @SuppressWarnings("unchecked")
    private <T> T call(Object key, Supplier<Boolean> granted, Supplier<T> answer) {
        Object known = session.known(key);
        if (known != Session.NONE) {
            return (T) known;
        }
        begin();
        if (cut) {
            throw new Parked(left());
        }
        if (!granted.get()) {
            throttled();
        }
        return session.answered(key, answer.get());
    }

    /** @throws BoardReadException if the call in progress has taken its time */
    private void begin() {
        if (session.since < 0) {
            session.since = time.nanos();
        } else if (left() <= 0) {
            session.over();
            throw new BoardReadException("simulated: the call took its time");
        }
    }

    private long left() {
        return session.since + CALL.toNanos() - time.nanos();
    }

    private void throttled() {
        long wait = jitter.backoff(++session.tries, FIRST_RETRY, LONGEST_RETRY).toNanos();
        throw new Parked(Math.max(1, Math.min(wait, left())));
    }

    private record LogCall(long after, boolean consistent) {}

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        if (session.fresh()) {
            session.consistent = consistent;
            polls += consistent ? 0 : 1;
        }
        return call(
                new LogCall(afterRevision, consistent),
                () -> aws.take(Quota.LOG_READS, units(board.logBytes(afterRevision), consistent)),
                () -> board.reader.readLog(namespace, afterRevision, consistent));
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        return call("head", () -> aws.take(Quota.LOG_READS, 1), () -> board.reader.readHead(namespace));
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        return call("all", () -> aws.take(Quota.STATE_READS, snapshotUnits()), () -> board.reader.readAll(namespace));
    }

    private double snapshotUnits() {
        if (snapshotOf != board.revision()) {
            snapshotUnits = units(FleetBoard.bytes(board.reader.readAll(SimBoard.NAMESPACE)), true);
            snapshotOf = board.revision();
        }
        return snapshotUnits;
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        return call("rollouts", () -> aws.take(Quota.ROLLOUT_READS, 1), () -> board.reader.readRollouts(namespace));
    }

    /** A batch answers what is granted; the adapter asks for the rest after a pause, some times over. No replica is late here. */
    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        List<VersionKey> asked = new ArrayList<>(keys);
        try {
            return call(asked, () -> batch(asked), () -> board.reader.readVersions(namespace, asked));
        } catch (BoardReadException e) {
            List<VersionKey> found = asked.stream()
                    .filter(k -> session.keys.contains(k.name().text()))
                    .toList();
            session.keys.clear();
            throw new BoardReadException(e, board.reader.readVersions(namespace, found));
        }
    }

    private boolean batch(List<VersionKey> keys) {
        int before = session.keys.size();
        for (VersionKey key : keys) {
            String name = key.name().text();
            if (!session.keys.contains(name)
                    && aws.takeHistory(name, units(FleetBoard.LARGE_BYTES + FleetBoard.NAME_BYTES, false))) {
                session.keys.add(name);
            }
        }
        if (session.keys.size() == keys.size()) {
            return true;
        }
        if (session.keys.size() > before) {
            if (++session.turns >= BATCH_TURNS) {
                session.over();
                throw new BoardReadException("simulated: DynamoDB left keys unprocessed");
            }
            // Each turn is a call of its own.
            session.since = time.nanos();
            session.tries = 0;
            throw new Parked(Math.max(
                    1, jitter.backoff(session.turns, FIRST_PAUSE, LONGEST_PAUSE).toNanos()));
        }
        return false;
    }
}
