package dev.noticeboard.agent.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimVersionReader;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was read of the history once is there when the table is not (promise 5, last known good). */
class CachedVersionReaderTest {
    private static final ParameterName A = SimBoard.name("a");

    private final SimBoard board = new SimBoard();
    private final SimVersionReader table = new SimVersionReader(board);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CachedVersionReader reader = new CachedVersionReader(table, board::epoch, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private void put(String text) {
        board.commit(Map.of("a", text), true, 0);
    }

    @Test
    void version_whenReadBefore_isThereWithoutTheTable() {
        put("1");
        assertEquals("1", reader.version(A, 1).orElseThrow().value());
        table.down = true;
        assertEquals("1", reader.version(A, 1).orElseThrow().value());
        assertThrows(BoardReadException.class, () -> reader.version(A, 2));
    }

    @Test
    void version_whenItWasNotThereYet_isFoundLater() {
        put("1");
        assertEquals(Optional.empty(), reader.version(A, 2));
        put("2");
        assertEquals("2", reader.version(A, 2).orElseThrow().value());
    }

    @Test
    void version_whenManyOthersWereAskedFor_isForgotten() {
        for (int i = 1; i <= CachedVersionReader.ENTRIES + 1; i++) {
            put("v" + i);
            reader.version(A, i);
        }
        table.down = true;
        assertThrows(BoardReadException.class, () -> reader.version(A, 1));
        assertEquals("v2", reader.version(A, 2).orElseThrow().value());
    }

    @Test
    void version_afterARestore_isReadAgain() {
        put("1");
        put("old 2");
        assertEquals("old 2", reader.version(A, 2).orElseThrow().value());
        board.restoreTo(1);
        put("new 2");
        assertEquals("new 2", reader.version(A, 2).orElseThrow().value());
    }

    @Test
    void label_whenItMoves_isBelievedForItsTimeOnly() {
        put("1");
        put("2");
        table.label(new Labels(A, 3, Map.of("good", 1L)));
        assertEquals(1, reader.label(A, "good").orElseThrow().version());
        table.label(new Labels(A, 4, Map.of("good", 2L)));
        now = now.plus(CachedVersionReader.LABEL_TTL).minusMillis(1);
        assertEquals(1, reader.label(A, "good").orElseThrow().version());
        now = now.plusMillis(1);
        assertEquals(2, reader.label(A, "good").orElseThrow().version());
        now = now.minus(Duration.ofHours(1));
        table.label(new Labels(A, 5, Map.of("good", 1L)));
        assertEquals(1, reader.label(A, "good").orElseThrow().version(), "a clock set back does not prolong it");
    }

    @Test
    void label_whileTheTableIsDown_isTheLastKnown() {
        put("1");
        table.label(new Labels(A, 2, Map.of("good", 1L)));
        reader.label(A, "good");
        table.down = true;
        now = now.plusSeconds(3600);
        assertEquals(1, reader.label(A, "good").orElseThrow().version());
        assertThrows(BoardReadException.class, () -> reader.label(A, "other"));
    }
}
