package dev.noticeboard.bench.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.bench.reliability.History.Result;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log that is not what clients were told. */
class LogCheckTest {
    private static final String NAME = "/chaos/it/p";

    private final History history = new History();

    LogCheckTest() {
        asked("a", Result.ACKNOWLEDGED, 1);
        asked("b", Result.UNKNOWN, 0);
        asked("c", Result.REFUSED, 0);
    }

    private void asked(String id, Result result, long revision) {
        history.begun(new History.Request(id, Map.of(NAME, id)));
        history.ended(new History.Ending(id, result, revision, revision == 0 ? "" : "id-" + id));
    }

    private static ChangeSet entry(long revision, String id, long version, String value) {
        return new ChangeSet(
                new Namespace("/chaos/it"),
                "epoch",
                revision,
                "id-" + id,
                Instant.EPOCH,
                "c",
                id,
                true,
                0,
                null,
                null,
                List.of(new Change.Put(new ParameterName(NAME), version, ParameterType.STRING, DataType.TEXT, value)));
    }

    private int faults(ChangeSet... log) {
        return LogCheck.faults(List.of(log), history).size();
    }

    @Test
    void faults_whenTheUnknownHappenedOrNot_areNone() {
        assertEquals(0, faults(entry(1, "a", 1, "a")));
        assertEquals(0, faults(entry(1, "a", 1, "a"), entry(2, "b", 2, "b")));
    }

    @Test
    void faults_whenAnAcknowledgedWriteIsMissingOrElsewhere_areTold() {
        assertEquals(1, faults());
        assertEquals(1, faults(entry(1, "b", 1, "b"), entry(2, "a", 2, "a")));
    }

    @Test
    void faults_whenARefusedOrAStrangersWriteIsThere_areTold() {
        assertEquals(1, faults(entry(1, "a", 1, "a"), entry(2, "c", 2, "c")));
        assertEquals(1, faults(entry(1, "a", 1, "a"), entry(2, "stranger", 2, "x")));
    }

    @Test
    void faults_whenRevisionsOrVersionsHaveAGap_areTold() {
        assertEquals(1, faults(entry(1, "a", 1, "a"), entry(3, "b", 2, "b")));
        assertEquals(1, faults(entry(1, "a", 1, "a"), entry(2, "b", 3, "b")));
    }

    @Test
    void faults_whenAValueIsAnotherOrARequestIsThereTwice_areTold() {
        assertEquals(1, faults(entry(1, "a", 1, "other")));
        assertEquals(3, faults(entry(1, "a", 1, "a"), entry(2, "a", 2, "a")));
    }
}
