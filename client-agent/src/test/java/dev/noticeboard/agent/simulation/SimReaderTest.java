package dev.noticeboard.agent.simulation;

import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.BoardReaderContract;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.Map;
import java.util.function.Function;

/** The simulated board keeps the port's contract as long as no fault is asked of it. */
class SimReaderTest extends BoardReaderContract {
    private final SimBoard board = new SimBoard();

    @Override
    protected BoardReader reader() {
        return new SimReader(board);
    }

    @Override
    protected ChangeSet commit(Map<String, String> changes, boolean inline) {
        return board.commit(changes, inline, 0);
    }

    @Override
    protected ChangeSet change(Function<SimBoard, ChangeSet> change) {
        return change.apply(board);
    }

    @Override
    protected void lose(long revision) {
        board.loseLogEntry(revision);
    }
}
