package dev.noticeboard.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an agent of version 0.1 left on the disk is served by today's (docs/upgrade.md), and what today's leaves is what that one wrote. */
class UpgradeTest {
    @TempDir
    private Path folder;

    private static byte[] golden(String ending) throws IOException {
        String file = "/golden/0.1/billing+prod." + ending;
        try (InputStream in = Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }

    private SavedSnapshot load() {
        SnapshotStore.Loaded loaded = new FileSnapshotStore(folder, DiskExamples.NAMESPACE).load();
        return assertInstanceOf(SnapshotStore.Loaded.Found.class, loaded).saved();
    }

    private void lay(String ending, byte[] bytes) throws IOException {
        Files.write(folder.resolve("billing+prod." + ending), bytes);
    }

    private static void assertSame(SavedSnapshot expected, SavedSnapshot found) {
        assertEquals(expected.confirmedAt(), found.confirmedAt());
        assertEquals(expected.knowsRollouts(), found.knowsRollouts());
        Snapshot e = expected.snapshot();
        Snapshot f = found.snapshot();
        assertEquals(e.epoch() + " " + e.revision(), f.epoch() + " " + f.revision());
        assertEquals(e.values(), f.values());
        assertEquals(e.withheld(), f.withheld());
        assertEquals(e.rollouts(), f.rollouts());
    }

    @Test
    void disk_whenAnOlderAgentLeftIt_isServed() throws IOException {
        for (String ending : new String[] {"snapshot", "journal", "mark"}) {
            lay(ending, golden(ending));
        }
        assertSame(DiskExamples.changed(), load());
    }

    /** The bodies; lengths and checksums before them follow from these, and the generation is drawn anew each time. */
    @Test
    void disk_whenWrittenToday_isWhatTheOlderAgentWrote() throws IOException {
        DiskExamples.write(folder);
        assertEquals(
                snapshotBody(golden("snapshot")),
                snapshotBody(Files.readAllBytes(folder.resolve("billing+prod.snapshot"))));
        assertEquals(
                journalBody(golden("journal")),
                journalBody(Files.readAllBytes(folder.resolve("billing+prod.journal"))));
        assertEquals(golden("mark").length, Files.readAllBytes(folder.resolve("billing+prod.mark")).length);
        assertSame(DiskExamples.changed(), load());
    }

    /** A step back to an older agent: it passes over what it does not know, as this one does. */
    @Test
    void journal_whenANewerAgentAddedFields_isServed() throws IOException {
        ObjectNode entry = (ObjectNode) Json.tree(text(golden("journal")));
        entry.put("addedLater", "x");
        entry.path("set").forEach(value -> ((ObjectNode) value).put("addedLater", "x"));
        byte[] body = entry.toString().getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(body);
        lay("snapshot", golden("snapshot"));
        lay("mark", golden("mark"));
        lay(
                "journal",
                ByteBuffer.allocate(8 + body.length)
                        .putInt(body.length)
                        .putInt((int) crc.getValue())
                        .put(body)
                        .array());
        assertSame(DiskExamples.changed(), load());
    }

    private static String text(byte[] journal) {
        int length = ByteBuffer.wrap(journal).getInt();
        return new String(journal, 8, length, StandardCharsets.UTF_8);
    }

    private static JsonNode journalBody(byte[] file) {
        return without(text(file));
    }

    private static JsonNode snapshotBody(byte[] file) {
        int end = 0;
        while (file[end] != '\n') {
            end++;
        }
        return without(new String(Arrays.copyOfRange(file, end + 1, file.length), StandardCharsets.UTF_8));
    }

    private static JsonNode without(String json) {
        ObjectNode body = (ObjectNode) Json.tree(json);
        body.remove("generation");
        // A map's values, in whatever order.
        if (body.path("values").isArray()) {
            var sorted = body.putObject("values");
            Json.tree(json)
                    .path("values")
                    .forEach(v -> sorted.set(v.path("name").asString(), v));
        }
        return body;
    }
}
