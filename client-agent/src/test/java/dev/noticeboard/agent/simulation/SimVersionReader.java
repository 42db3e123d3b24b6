package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads versions of the simulated board, and labels that are set here; can be cut off. */
public final class SimVersionReader implements VersionReader {
    private final SimBoard board;
    private final Map<ParameterName, Labels> labels = new ConcurrentHashMap<>();
    /** Whether every read fails. */
    public volatile boolean down;
    /** Reads so far. */
    public volatile int calls;

    public SimVersionReader(SimBoard board) {
        this.board = board;
    }

    /** Sets a parameter's labels. */
    public void label(Labels set) {
        labels.put(set.name(), set);
    }

    private synchronized void begin() {
        calls++;
        if (down) {
            throw new BoardReadException("simulated: the table is down");
        }
    }

    @Override
    public Optional<Parameter> version(ParameterName name, long version) {
        begin();
        synchronized (board) {
            return board.version(new BoardReader.VersionKey(name, version));
        }
    }

    @Override
    public Optional<Parameter> label(ParameterName name, String label) {
        begin();
        return Optional.ofNullable(
                        labels.getOrDefault(name, Labels.none(name)).versions().get(label))
                .flatMap(v -> version(name, v));
    }
}
