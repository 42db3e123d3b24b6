package dev.noticeboard.agent.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every reader of versions does, whatever lies behind it. */
public abstract class VersionReaderContract {
    private static final ParameterName A = SimBoard.name("a");

    /** The reader of a board on which nothing was ever written. */
    protected abstract VersionReader reader();

    /** Commits on that board; {@code null} deletes. */
    protected abstract void commit(Map<String, String> changes);

    /** Sets a parameter's labels. */
    protected abstract void label(Labels labels);

    @Test
    void version_whenItExists_isReadWithItsValueAndTime() {
        commit(Map.of("a", "1"));
        commit(Map.of("a", "2"));
        Parameter first = reader().version(A, 1).orElseThrow();
        assertEquals("1", first.value());
        assertEquals(1, first.revision());
        assertEquals("2026-01-01T00:00:00Z", first.at().toString());
        assertEquals("2", reader().version(A, 2).orElseThrow().value());
    }

    @Test
    void version_whenItNeverWas_isEmpty() {
        assertEquals(Optional.empty(), reader().version(A, 1));
        commit(Map.of("a", "1"));
        assertEquals(Optional.empty(), reader().version(A, 2));
        assertEquals(Optional.empty(), reader().version(SimBoard.name("b"), 1));
    }

    @Test
    void version_whenItIsATombstone_saysSo() {
        commit(Map.of("a", "1"));
        Map<String, String> deletion = new HashMap<>();
        deletion.put("a", null);
        commit(deletion);
        assertTrue(reader().version(A, 2).orElseThrow().tombstone());
    }

    @Test
    void label_whenItStandsAtAVersion_isThatVersion() {
        commit(Map.of("a", "1"));
        commit(Map.of("a", "2"));
        assertEquals(Optional.empty(), reader().label(A, "good"));
        label(new Labels(A, 3, Map.of("good", 1L)));
        assertEquals("1", reader().label(A, "good").orElseThrow().value());
        assertEquals(Optional.empty(), reader().label(A, "bad"));
    }
}
