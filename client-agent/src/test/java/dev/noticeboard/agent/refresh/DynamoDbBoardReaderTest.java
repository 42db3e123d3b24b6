package dev.noticeboard.agent.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.BoardReaderContract;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The real adapter, against DynamoDB Local over the wire. */
class DynamoDbBoardReaderTest extends BoardReaderContract {
    private final DynamoDbTestTable table = new DynamoDbTestTable();

    @Override
    protected BoardReader reader() {
        return new DynamoDbBoardReader(table.dynamo(), table.name());
    }

    @Override
    protected ChangeSet commit(Map<String, String> changes, boolean inline) {
        return table.commit(changes, inline);
    }

    @Override
    protected ChangeSet change(Function<SimBoard, ChangeSet> change) {
        return table.commit(change);
    }

    @Override
    protected void lose(long revision) {
        table.lose(revision);
    }

    @Test
    void readAll_whenTheNamespaceHasManyPages_holdsThemAll() {
        List<Map<String, String>> changeSets = new ArrayList<>();
        for (int set = 0; set < 25; set++) {
            Map<String, String> changes = new LinkedHashMap<>();
            for (int i = 0; i < 40; i++) {
                changes.put("p" + set + "/" + i, "x".repeat(3000));
            }
            changeSets.add(changes);
        }
        table.load(changeSets);
        assertEquals(1000, reader().readAll(SimBoard.NAMESPACE).size(), "3 MB, so three pages at least");
    }

    @Test
    void readLog_whenItIsLongerThanTheAgentReadsAtOnce_endsWithAHoleBeforeTheHead() {
        for (int i = 0; i < 30; i++) {
            table.commit(Map.of("a", "x".repeat(100_000)), true);
        }
        BoardReader.LogAnswer answer =
                new DynamoDbBoardReader(table.dynamo(), table.name(), 2).readLog(SimBoard.NAMESPACE, 0, true);
        assertEquals(30, Objects.requireNonNull(answer.head()).revision());
        assertTrue(answer.entries().size() > 10 && answer.entries().size() < 30);
        assertEquals(
                30, reader().readLog(SimBoard.NAMESPACE, 0, false).entries().size());
    }

    @Test
    void readLog_whenAnItemIsMalformed_failsWithoutQuotingIt() {
        table.commit(Map.of("a", "1"), true);
        table.put(Map.of("revision", "secret value"), TableKeys.log(SimBoard.NAMESPACE), TableKeys.padded(2));
        BoardReadException e =
                assertThrows(BoardReadException.class, () -> reader().readLog(SimBoard.NAMESPACE, 0, true));
        assertFalse(String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("revision"), e.getMessage());
    }

    @Test
    void readLog_whenAnEntryLiesUnderAnotherKey_fails() {
        ChangeSet first = table.commit(Map.of("a", "1"), true);
        table.put(first, TableKeys.log(SimBoard.NAMESPACE), TableKeys.padded(2));
        assertThrows(BoardReadException.class, () -> reader().readLog(SimBoard.NAMESPACE, 0, true));
    }

    @Test
    void readRollouts_whenManyHaveEnded_holdsTheOpenOnesOfAllPages() {
        String last = "";
        for (int i = 0; i < 40; i++) {
            Map<String, String> changes = new LinkedHashMap<>();
            for (int n = 0; n < 40; n++) {
                changes.put("x".repeat(700) + i + "/" + n, null);
            }
            String id = table.commit(b -> b.start(changes, true)).id();
            if (i < 39) {
                table.commit(b -> b.withdraw(id, Rollout.State.ABORTED));
            }
            last = id;
        }
        assertEquals(
                List.of(last),
                reader().readRollouts(SimBoard.NAMESPACE).stream()
                        .map(Rollout::id)
                        .toList(),
                "more than 1 MB of rollouts, so two pages at least");
    }

    @Test
    void read_whenTheTableIsNotThere_saysSo() {
        BoardReader lost = new DynamoDbBoardReader(table.dynamo(), "no-such-table");
        BoardReadException e = assertThrows(BoardReadException.class, () -> lost.readHead(SimBoard.NAMESPACE));
        assertEquals(
                "DynamoDB refused to read the head of /sim/prod: ResourceNotFoundException, HTTP 400", e.getMessage());
    }
}
