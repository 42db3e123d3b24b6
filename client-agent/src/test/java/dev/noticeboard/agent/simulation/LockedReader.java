package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** The simulated board for several threads, which can be cut off, or left hanging, and counts its calls. */
public final class LockedReader implements BoardReader {
    private final SimBoard board;
    private final BoardReader inner;
    /** Whether every call fails. */
    public final AtomicBoolean down = new AtomicBoolean();
    /** Calls of all kinds, failed ones too. */
    public final AtomicInteger calls = new AtomicInteger();
    /** Calls wait until this is open. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    public LockedReader(SimBoard board) {
        this.board = board;
        this.inner = new SimReader(board);
    }

    /** Writes one parameter by its short name; {@code null} deletes it. */
    public ChangeSet commit(String name, String text) {
        synchronized (board) {
            return board.commit(java.util.Collections.singletonMap(name, text), true, 0);
        }
    }

    /** Writes several at once. */
    public ChangeSet commit(Map<String, String> values) {
        synchronized (board) {
            return board.commit(values, true, 0);
        }
    }

    /** Lets something happen on the board. */
    public ChangeSet change(Function<SimBoard, ChangeSet> change) {
        synchronized (board) {
            return change.apply(board);
        }
    }

    private <T> T read(Supplier<T> body) {
        calls.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardReadException("interrupted", e);
        }
        if (down.get()) {
            throw new BoardReadException("the network is down");
        }
        synchronized (board) {
            return body.get();
        }
    }

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        return read(() -> inner.readLog(namespace, afterRevision, consistent));
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        return read(() -> inner.readHead(namespace));
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        return read(() -> inner.readAll(namespace));
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        return read(() -> inner.readRollouts(namespace));
    }

    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        return read(() -> inner.readVersions(namespace, keys));
    }
}
