package dev.noticeboard.schemas.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels, and what a version says about its value. */
class LabelsTest {
    private static final ParameterName NAME = new ParameterName("/a/b/c");

    @Test
    void of_whenSeveralStandAtAVersion_answersThemInOrder() {
        Labels labels = new Labels(NAME, 4, Map.of("b", 2L, "a", 2L, "c", 1L));
        assertEquals(List.of("a", "b"), labels.of(2));
        assertEquals(List.of(), labels.of(3));
        assertEquals(List.of(), Labels.none(NAME).of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "stable", "_x", ".x-1", "-"})
    void check_whenItIsALabel_findsNothing(String label) {
        assertTrue(Labels.check(label).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a/b", "a:b", "awsx", "Ssm", "é"})
    void check_whenItIsNone_saysWhatOneIs(String label) {
        assertEquals("label-grammar", Labels.check(label).orElseThrow().rule());
    }

    @Test
    void withoutExpiryPassedAt_whenItPassed_keepsTheRest() {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        Policies all = new Policies(then, Duration.ofDays(1), Duration.ofDays(2));
        Metadata metadata = new Metadata("d", Map.of(), null, all);
        assertEquals(metadata, metadata.withoutExpiryPassedAt(then.minusSeconds(1)));
        assertEquals(
                new Policies(null, null, Duration.ofDays(2)),
                metadata.withoutExpiryPassedAt(then).policies());
        Metadata only = new Metadata("d", Map.of(), null, new Policies(then, null, null));
        assertEquals(new Metadata("d", Map.of(), null, null), only.withoutExpiryPassedAt(then));
        assertEquals(Metadata.NONE, Metadata.NONE.withoutExpiryPassedAt(then));
        assertTrue(new Policies(null, null, null).none());
    }
}
