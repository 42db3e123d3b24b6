package dev.noticeboard.agent.refresh;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.agent.sync.VersionReaderContract;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real adapter, against DynamoDB Local over the wire. */
class DynamoDbVersionReaderTest extends VersionReaderContract {
    private final DynamoDbTestTable table = new DynamoDbTestTable();

    @Override
    protected VersionReader reader() {
        return new DynamoDbVersionReader(table.dynamo(), table.name());
    }

    @Override
    protected void commit(Map<String, String> changes) {
        table.commit(changes, true);
    }

    @Override
    protected void label(Labels labels) {
        table.put(labels, TableKeys.history(labels.name()), TableKeys.LABELS);
    }

    @Test
    void version_whenTheItemLiesUnderAnotherKey_failsWithoutQuotingIt() {
        table.commit(Map.of("a", "secret value"), true);
        var first = reader().version(SimBoard.name("a"), 1).orElseThrow();
        table.put(first, TableKeys.history(SimBoard.name("a")), TableKeys.padded(2));
        BoardReadException e = assertThrows(BoardReadException.class, () -> reader().version(SimBoard.name("a"), 2));
        assertTrue(String.valueOf(e.getMessage()).contains("version"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
    }

    @Test
    void read_whenTheTableIsNotThere_saysSo() {
        VersionReader lost = new DynamoDbVersionReader(table.dynamo(), "no-such-table");
        assertThrows(BoardReadException.class, () -> lost.version(SimBoard.name("a"), 1));
        assertThrows(BoardReadException.class, () -> lost.label(SimBoard.name("a"), "good"));
    }
}
