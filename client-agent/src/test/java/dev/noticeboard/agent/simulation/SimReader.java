package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Reads the simulated board as badly as a network and a replica may: late, in part, not at all, and with writes in
 * between. With nothing set it is a plain in-memory board.
 */
public final class SimReader implements BoardReader {

    /** What goes wrong with one call. */
    public enum Fault {
        NONE,
        /** The call throws what an adapter throws. */
        FAIL,
        /** The call throws what no adapter should. */
        BREAK,
        /** The answer holds nothing. */
        EMPTY,
        /** The answer lacks the head. */
        HEADLESS,
        /** One part of the answer is missing. */
        PARTIAL,
        /** One part of the answer is not well-formed. */
        MALFORMED
    }

    private final SimBoard board;
    /** Drawn for each call. */
    public Supplier<Fault> faults = () -> Fault.NONE;
    /** How many commits an eventually consistent read is late; drawn for each call. */
    public IntSupplier lag = () -> 0;
    /** Called before each call and between pages: others write meanwhile, time passes, invariants are looked at. */
    public Runnable meanwhile = () -> {};
    /** Called when the log has been looked at, before its answer arrives. */
    public Runnable onTheWay = () -> {};
    /** Calls so far. */
    public int calls;
    /** How many versions each read of them asked for. */
    public final List<Integer> versionsAsked = new ArrayList<>();

    public SimReader(SimBoard board) {
        this.board = board;
    }

    private Fault begin() {
        calls++;
        meanwhile.run();
        Fault fault = faults.get();
        if (fault == Fault.FAIL) {
            throw new BoardReadException("simulated");
        }
        if (fault == Fault.BREAK) {
            throw new IllegalStateException("simulated");
        }
        return fault;
    }

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        Fault fault = begin();
        Optional<SimBoard.Image> image = board.image(consistent ? 0 : lag.getAsInt());
        onTheWay.run();
        if (fault == Fault.EMPTY || image.isEmpty()) {
            return new LogAnswer(List.of(), null);
        }
        List<ChangeSet> entries = new ArrayList<>();
        image.get().log().tailMap(afterRevision, false).values().forEach(c -> entries.add(asStored(c)));
        Head head = image.get().head();
        switch (fault) {
            case HEADLESS -> head = null;
            case PARTIAL -> {
                if (!entries.isEmpty()) {
                    entries.remove(calls % entries.size());
                }
            }
            case MALFORMED -> head = new Head(new Namespace("/sim/other"), head.epoch(), head.revision(), Map.of());
            default -> {}
        }
        return new LogAnswer(entries, head);
    }

    /** By reference, an entry has no values. */
    private static ChangeSet asStored(ChangeSet c) {
        if (c.inline()) {
            return c;
        }
        List<Change> bare = c.changes().stream().map(SimReader::bare).toList();
        return new ChangeSet(
                c.namespace(), c.epoch(), c.revision(), c.id(), c.at(), c.by(), c.why(), false, c.spreadMillis(), bare);
    }

    private static Change bare(Change change) {
        if (change instanceof Change.CandidatePut p) {
            return new Change.CandidatePut(p.name(), p.version(), p.type(), p.dataType(), null, p.rollout());
        }
        return change instanceof Change.Put p
                ? new Change.Put(p.name(), p.version(), p.type(), p.dataType(), null)
                : change;
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        Fault fault = begin();
        if (fault == Fault.EMPTY || fault == Fault.HEADLESS) {
            return Optional.empty();
        }
        if (fault == Fault.MALFORMED) {
            return board.image(0).map(i -> new Head(namespace, "", i.head().revision(), Map.of()));
        }
        return board.image(0).map(SimBoard.Image::head);
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        Fault fault = begin();
        if (fault == Fault.EMPTY || fault == Fault.PARTIAL || fault == Fault.HEADLESS) {
            // An adapter whose pages break off throws: the port promises all or nothing.
            throw new BoardReadException("simulated: the pages broke off");
        }
        List<Parameter> read = new ArrayList<>();
        for (String name : board.names()) {
            meanwhile.run();
            board.item(name).ifPresent(read::add);
        }
        if (fault == Fault.MALFORMED && !read.isEmpty()) {
            Parameter p = read.remove(0);
            read.add(new Parameter(p.name(), 0, 0, p.type(), p.dataType(), p.value(), p.at(), p.by()));
        }
        return read;
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        Fault fault = begin();
        if (fault != Fault.NONE) {
            throw new BoardReadException("simulated: the rollouts could not be read");
        }
        List<Rollout> read = new ArrayList<>();
        for (String id : board.rolloutIds()) {
            meanwhile.run();
            board.rollout(id).filter(Rollout::open).ifPresent(read::add);
        }
        return read;
    }

    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        Fault fault = begin();
        List<Parameter> read = new ArrayList<>();
        versionsAsked.add(keys.size());
        keys.forEach(key -> board.version(key).ifPresent(read::add));
        if (fault != Fault.NONE && !read.isEmpty()) {
            read.remove(0);
        }
        if (fault == Fault.PARTIAL) {
            throw new BoardReadException(new BoardReadException("simulated: some keys were left unprocessed"), read);
        }
        return read;
    }
}
