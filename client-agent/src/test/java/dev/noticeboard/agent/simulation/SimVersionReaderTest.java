package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.agent.sync.VersionReaderContract;
import dev.noticeboard.schemas.board.Labels;
import java.util.Map;

/** The fake keeps the port's contract. */
class SimVersionReaderTest extends VersionReaderContract {
    private final SimBoard board = new SimBoard();
    private final SimVersionReader reader = new SimVersionReader(board);

    @Override
    protected VersionReader reader() {
        return reader;
    }

    @Override
    protected void commit(Map<String, String> changes) {
        board.commit(changes, true, 0);
    }

    @Override
    protected void label(Labels labels) {
        reader.label(labels);
    }
}
